import ts from 'typescript'
import { expect, test } from 'vitest'
import { type Analysis, analyse } from '../../analysis'

function analysed(code: string): Analysis {
  const sourceFile = ts.createSourceFile('/test.ts', code, ts.ScriptTarget.Latest, true)
  return analyse(sourceFile, { resolve: () => undefined, parse: () => undefined })
}

/** Names, output shapes and parameters of the layers of the first model. */
function layersOf(code: string) {
  const { models, problems } = analysed(code)
  expect(problems).toEqual([])
  return models[0]!.instances.map(({ name, layer, costs }) => [
    name,
    layer.outputShapes[0],
    costs.parameters.trainable,
    costs.parameters.nonTrainable,
  ])
}

test('a sequential model has the names, shapes and parameters that TensorFlow.js prints', () => {
  const layers = layersOf(`import * as tf from '@tensorflow/tfjs'
const model = tf.sequential()
model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], kernelSize: 3, filters: 16, activation: 'relu' }))
model.add(tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }))
model.add(tf.layers.batchNormalization())
model.add(tf.layers.flatten())
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))`)
  expect(layers).toEqual([
    ['conv2d_Conv2D1', [26, 26, 16], 160, 0],
    ['max_pooling2d_MaxPooling2D1', [13, 13, 16], 0, 0],
    ['batch_normalization_BatchNormalization1', [13, 13, 16], 32, 32],
    ['flatten_Flatten1', [2704], 0, 0],
    ['dense_Dense1', [10], 27050, 0],
  ])
})

test('a functional model follows apply, and merges', () => {
  const layers = layersOf(`import { input, layers, model } from '@tensorflow/tfjs-layers'
const image = input({ shape: [8, 8, 3] })
const left = layers.conv2d({ filters: 4, kernelSize: 1 }).apply(image)
const right = layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same' }).apply(image)
const sum = layers.add().apply([left, right])
model({ inputs: image, outputs: layers.concatenate().apply([sum, image]) })`)
  expect(layers.map(([, shape]) => shape)).toEqual([
    [8, 8, 3],
    [8, 8, 4],
    [8, 8, 4],
    [8, 8, 4],
    [8, 8, 7],
  ])
})

test('what TensorFlow.js throws is told at the call, with its own reason', () => {
  const { problems } = analysed(`import * as tf from '@tensorflow/tfjs'
const model = tf.sequential()
model.add(tf.layers.dense({ units: 10, inputShape: [5] }))
model.add(tf.layers.conv2d({ filters: 4, kernelSize: 3 }))`)
  expect(problems.map(({ rule }) => rule)).toEqual(['wrong-rank'])
  expect(problems[0]!.message).toContain('expected ndim=4, found ndim=2')
})

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

test.each([
  ['a namespace under any name', "import * as T from '@tensorflow/tfjs-node'", 'T.sequential', 'T.layers'],
  ['a default import', "import tf from '@tensorflow/tfjs-node-gpu'", 'tf.sequential', 'tf.layers'],
  ['renamed imports', "import { sequential as s, layers as l } from '@tensorflow/tfjs'", 's', 'l'],
  ['require', "const tf = require('@tensorflow/tfjs')", 'tf.sequential', 'tf.layers'],
  ['require by an import', "import tf = require('@tensorflow/tfjs')", 'tf.sequential', 'tf.layers'],
  [
    'destructuring',
    "import * as tf from '@tensorflow/tfjs'\nconst { layers, sequential } = tf",
    'sequential',
    'layers',
  ],
  ['a global of the page', '', 'tf.sequential', 'tf.layers'],
  ['a member of window', '', 'window.tf.sequential', 'window.tf.layers'],
])('finds TensorFlow.js as %s', (_, head, sequential, layers) => {
  const code = `${head}\nconst model = ${sequential}({ layers: [${layers}.dense({ units: 3, inputShape: [4] })] })`
  expect(layersOf(code)).toEqual([['dense_Dense1', [3], 15, 0]])
})

test('a class derived from Sequential is a model, one of a deep import makes layers', () => {
  const layers = layersOf(`import * as tf from '@tensorflow/tfjs'
import { Conv2D } from '@tensorflow/tfjs-layers/dist/layers/convolutional'
class Net extends tf.Sequential {
  constructor(filters) {
    super({ name: 'net' })
    this.add(new Conv2D({ filters, kernelSize: 3, inputShape: [5, 5, 1] }))
    this.add(tf.layers['globalAveragePooling2d']({}))
  }
}
new Net(6)`)
  expect(layers.map(([, ...figures]) => figures)).toEqual([
    [[3, 3, 6], 60, 0],
    [[6], 0, 0],
  ])
})

test('a layer of the program itself says its shape and weights', () => {
  const layers = layersOf(`import * as tf from '@tensorflow/tfjs'
class Halve extends tf.layers.Layer {
  static className = 'Halve'
  build(inputShape) {
    this.scale = this.addWeight('scale', [inputShape[2]], 'float32', tf.initializers.ones())
    this.kept = this.addWeight('kept', [2, 2], 'float32', tf.initializers.zeros(), null, false)
    super.build(inputShape)
  }
  computeOutputShape([batch, steps, size]) {
    return [batch, steps / 2, size]
  }
}
tf.serialization.registerClass(Halve)
const input = tf.input({ shape: [6, 3] })
tf.model({ inputs: input, outputs: new Halve().apply(input) })`)
  expect(layers.at(-1)!.slice(1)).toEqual([[3, 3], 3, 4])
})

test('layers that share weights count them once, and frozen ones are not trained', () => {
  const layers = layersOf(`import * as tf from '@tensorflow/tfjs'
const [a, b] = [tf.input({ shape: [4] }), tf.input({ shape: [4] })]
const shared = tf.layers.dense({ units: 2 })
const frozen = tf.layers.dense({ units: 1, trainable: false })
tf.model({ inputs: [a, b], outputs: frozen.apply(tf.layers.add().apply([shared.apply(a), shared.apply(b)])) })`)
  expect(layers.map(([, , ...parameters]) => parameters)).toEqual([
    [0, 0],
    [0, 0],
    [10, 0],
    [0, 0],
    [0, 0],
    [0, 3],
  ])
})

test('a model that is loaded is not known, and nothing that rests on it is a mistake', () => {
  const { problems, models } = analysed(`import * as tf from '@tensorflow/tfjs'
async function build() {
  const loaded = await tf.loadLayersModel('model.json')
  const cut = tf.model({ inputs: loaded.inputs, outputs: loaded.layers[5].output })
  const head = tf.sequential()
  head.add(tf.layers.flatten({ inputShape: cut.outputs[0].shape.slice(1) }))
  head.add(tf.layers.dense({ units: 3 }))
  return head
}`)
  expect(problems).toEqual([])
  expect(models.at(-1)!.instances.at(-1)!.layer.outputShapes).toEqual([[3]])
})

test('compile tells loss, optimiser and metrics', () => {
  const { models } = analysed(`import * as tf from '@tensorflow/tfjs'
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError', metrics: ['mae', tf.metrics.mape] })`)
  const { loss, optimizer, learningRate, metrics } = models[0]!.training!
  expect({ loss, optimizer, learningRate, metrics }).toEqual({
    loss: 'meanSquaredError',
    optimizer: 'adam',
    learningRate: 0.01,
    metrics: ['mae', 'mape'],
  })
})

test('operations on tensors make no layers', () => {
  const { models, loose, problems } = analysed(`import * as tf from '@tensorflow/tfjs'
const x = tf.zeros([1, 28, 28, 1])
tf.tidy(() => tf.conv2d(x, tf.ones([3, 3, 1, 8]), 1, 'same').relu())`)
  expect([models, loose, problems]).toEqual([[], [], []])
})

test('a loss that TensorFlow.js does not know is told at the word', () => {
  const { problems } = analysed(`import * as tf from '@tensorflow/tfjs'
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
model.compile({ optimizer: 'adam', loss: 'mse' })`)
  expect(problems.map(({ rule }) => rule)).toEqual(['unknown-training-name'])
  expect(problems[0]!.message).toContain('Unknown loss mse')
})

test('an input layer that is applied, and a weight that cannot be, are mistakes and no more', () => {
  const { problems } = analysed(`import * as tf from '@tensorflow/tfjs'
class Odd extends tf.layers.Layer {
  build() {
    this.addWeight('w', [-1])
  }
}
const input = tf.input({ shape: [3] })
tf.layers.inputLayer({ inputShape: [3] }).apply(input)
new Odd().apply(input)`)
  expect(problems.map(({ rule }) => rule)).toEqual(['not-an-input', 'unknown-size'])
})

test.each(['concatenate()', 'add()', 'dot({ axes: 1 })', 'dense({ units: 3 })', 'reshape({ targetShape: [3] })'])(
  'a layer that is built is not applied to nothing: %s',
  layer => {
    const { problems } = analysed(`import * as tf from '@tensorflow/tfjs'
const a = tf.input({ shape: [3] }), layer = tf.layers.${layer}
layer.apply(${/^(concatenate|add|dot)/.test(layer) ? '[a, a]' : 'a'})
layer.apply([])`)
    expect(problems.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'invalid-argument',
        'apply takes a tensor or an array of tensors, not an empty array (TensorFlow.js: Arguments to apply() must be all SymbolicTensors or all Tensors)',
      ],
    ])
  },
)

test('an activation behind a layer that is wrong costs nothing more', () => {
  const { problems } = analysed(`import * as tf from '@tensorflow/tfjs'
tf.sequential().add(tf.layers.dense({ inputShape: [], units: 3, activation: 'softmax' }))`)
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('min_ndim=2')])
})

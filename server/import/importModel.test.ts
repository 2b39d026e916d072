import * as core from '@tensorflow/tfjs-core'
import * as tf from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import { useBackend } from '../../engine/checks/backend'
import { Network } from '../../engine/network'
import { slotName, weightSlots } from '../../engine/weights/slots'
import { analyse } from '../analysis'
import { importModel } from './importModel'

beforeAll(() => useBackend('cpu'))

const { layers } = tf

/** Networks as they are saved. */
const networks: Record<string, () => tf.LayersModel> = {
  sequential: () =>
    tf.sequential({
      layers: [
        layers.conv2d({
          inputShape: [12, 12, 1],
          filters: 4,
          kernelSize: 3,
          activation: 'relu',
          kernelRegularizer: 'l1l2',
        }),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.batchNormalization(),
        layers.dropout({ rate: 0.5 }),
        layers.flatten(),
        layers.dense({ units: 3, activation: 'softmax' }),
      ],
    }),
  residual: () => {
    const image = tf.input({ shape: [9, 8, 2] })
    const start = layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', useBias: false, strides: 2 }).apply(image)
    const normed = layers.batchNormalization({ scale: false, epsilon: 0.01 }).apply(start) as tf.SymbolicTensor
    const deep = layers.depthwiseConv2d({ kernelSize: 3, padding: 'same' }).apply(layers.reLU({}).apply(normed))
    const sum = layers.add().apply([normed, deep as tf.SymbolicTensor])
    const wide = layers.concatenate().apply([sum as tf.SymbolicTensor, normed])
    const pooled = layers.globalAveragePooling2d({}).apply(wide)
    return tf.model({
      inputs: image,
      outputs: layers.dense({ units: 2, name: 'scores' }).apply(pooled) as tf.SymbolicTensor,
    })
  },
  shared: () => {
    const [left, right] = [tf.input({ shape: [6] }), tf.input({ shape: [6] })]
    const tower = layers.dense({ units: 3, activation: 'tanh' })
    const outputs = [tower.apply(left), tower.apply(right)] as tf.SymbolicTensor[]
    return tf.model({ inputs: [left, right], outputs: layers.average().apply(outputs) as tf.SymbolicTensor })
  },
  sequence: () =>
    tf.sequential({
      layers: [
        layers.conv1d({ inputShape: [10, 3], filters: 4, kernelSize: 3, activation: 'relu' }),
        layers.maxPooling1d({ poolSize: 2 }),
        layers.globalAveragePooling1d({}),
        layers.dense({ units: 2 }),
      ],
    }),
  decoder: () =>
    tf.sequential({
      layers: [
        layers.conv2dTranspose({ inputShape: [4, 4, 2], filters: 3, kernelSize: 3, strides: 2, padding: 'same' }),
        layers.leakyReLU({ alpha: 0.2 }),
        layers.upSampling2d({ size: [2, 2] }),
        layers.zeroPadding2d({
          padding: [
            [1, 0],
            [2, 1],
          ],
        }),
        layers.separableConv2d({ filters: 2, kernelSize: 3 }),
        layers.prelu({}),
        layers.permute({ dims: [2, 1, 3] }),
        layers.reshape({ targetShape: [-1, 2] }),
      ],
    }),
}

describe('a saved network computes the same as its program', () => {
  test.each(Object.keys(networks))('%s', async name => {
    const model = networks[name]()
    const text = JSON.stringify({ modelTopology: model.toJSON(undefined, false) })
    const file = ts.createSourceFile('/imported.ts', importModel(text, 'model.json'), ts.ScriptTarget.Latest, true)
    const limits = { milliseconds: 60_000 }
    const { models, problems } = analyse(file, { resolve: () => undefined, parse: () => undefined }, { limits })
    expect(problems).toEqual([])
    const { graph } = models[0]
    expect(graph.info.weights).toBe('model.json')
    const { trainable, nonTrainable } = graphCosts(graph).parameters
    expect((trainable as number) + (nonTrainable as number)).toBe(model.countParams())

    const slots = weightSlots(graph)
    const values = new Map<string, Float32Array>()
    for (const layer of new Set(slots.map(slot => slot.layer))) {
      const weights = model.getLayer(layer).getWeights()
      const changed = weights.map((weight, index) => core.randomUniform(weight.shape, 0.1, 0.9, 'float32', index + 1))
      model.getLayer(layer).setWeights(changed)
      for (const [index, slot] of slots.filter(own => own.layer === layer).entries()) {
        values.set(slotName(slot), (await changed[index].data()) as Float32Array)
      }
    }
    const images = model.inputs.map(({ shape }, index) =>
      core.randomUniform([1, ...(shape.slice(1) as number[])], -1, 1, 'float32', 11 + index),
    )
    const network = new Network(graph, values)
    const given = Object.fromEntries(graph.inputs.map((input, index) => [input, images[index]]))
    const [{ layer, output }] = network.graph.outputs
    const found = (await network.forward(given, new Set([layer]))).get(layer)![output]
    const wanted = model.predict(images) as core.Tensor
    expect(found.shape).toEqual(wanted.shape)
    const [a, b] = [await found.data(), await wanted.data()]
    expect(Math.max(...a.map((value, index) => Math.abs(value - b[index])))).toBeLessThan(1e-4)
  })
})

describe('what cannot be read is told', () => {
  const saved = (className: string, more: object = {}) =>
    JSON.stringify({
      class_name: 'Sequential',
      config: { layers: [{ class_name: className, config: { name: 'odd', batch_input_shape: [null, 4], ...more } }] },
    })

  test.each([
    ['no json', 'the file is no JSON; give model.json of TensorFlow.js, or config.json of a .keras archive'],
    ['{}', 'the file describes no layers model'],
    ['{"format":"graph-model"}', 'graph models have no layers; save a layers model'],
    [saved('ReLU', { max_value: 3 }), 'odd: a rectifier with {"max_value":3} cannot be read'],
    [saved('SpectralNormalization'), 'odd: layers of the class SpectralNormalization cannot be read'],
    [
      '{"class_name":"Sequential","config":{"layers":[{"class_name":"Flatten","config":{}}]}}',
      'the model has no input shape; build it before saving',
    ],
  ])('%s', (text, message) => {
    expect(() => importModel(text)).toThrow(message)
  })
})

import {
  conv2dTranspose,
  engine,
  matMul,
  maxPool,
  oneHot,
  reshape,
  type Tensor,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core'
import { describe, expect, test } from 'vitest'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { useBackend } from './checks/backend'
import { graphOf } from './checks/build'
import { expectClose } from './checks/checkComputation'
import { PreparedLayer, type Row } from './checks/preparedLayer'
import { computations } from './computations'
import { EngineError } from './engineError'
import { Network } from './network'

// Where TensorFlow.js's gradient on WASM is missing or wrong, the engine's own on WASM is the one of its CPU backend.
/** The gradient with respect to the input x, by the kernels that the CPU backend has for it. */
type Reference = (x: Tensor4D, gradient: Tensor4D, weights: Readonly<Record<string, Tensor4D>>) => Tensor

describe('a gradient on WASM that TensorFlow.js lacks there, or computes wrong, is that of its CPU backend', () => {
  const cases: readonly [string, string, Row, Reference][] = [
    [
      'a convolution without activation, whose fused kernel wants the gradient of its filter',
      'conv2d',
      { options: { filters: 4, kernelSize: 3, strides: 2, padding: 'same', useBias: false }, inputs: [[7, 8, 3]] },
      (x, gradient, { kernel }) => conv2dTranspose(gradient, kernel, x.shape, 2, 'same'),
    ],
    [
      'a depthwise convolution',
      'depthwiseConv2d',
      {
        options: { kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2, useBias: false },
        inputs: [[7, 8, 3]],
      },
      (x, gradient, { depthwiseKernel }) => depthwiseGradient(x, gradient, depthwiseKernel, 2, 'same'),
    ],
    [
      'a separable convolution',
      'separableConv2d',
      { options: { filters: 5, kernelSize: 3, useBias: false }, inputs: [[6, 7, 2]] },
      (x, gradient, { depthwiseKernel, pointwiseKernel }) => {
        const between = conv2dTranspose(gradient, pointwiseKernel, [1, 4, 5, 2], 1, 'valid')
        return depthwiseGradient(x, between, depthwiseKernel, 1, 'valid')
      },
    ],
    [
      'a choice of channels',
      'gatherChannels',
      { options: { indices: [2, 0, 2, 1] }, inputs: [[4, 5, 3]] },
      (x, gradient) => {
        const chosen = oneHot(tensor([2, 0, 2, 1], [4], 'int32'), 3)
        return reshape(matMul(reshape(gradient, [20, 4]), chosen), x.shape)
      },
    ],
    [
      'the maximum of windows whose numbers are all negative',
      'maxPool2d',
      {
        options: { poolSize: 3, strides: 2, padding: 'same' },
        inputs: [[6, 7, 2]],
        chosen: { 0: Array.from({ length: 84 }, (_, i) => -1 - ((i * 37) % 84)) },
      },
      (x, gradient) => {
        const maxima = maxPool(x, 3, 2, 'same')
        return engine().runKernel<Tensor>(
          'MaxPoolGrad',
          { dy: gradient, input: x, output: maxima },
          { filterSize: 3, strides: 2, pad: 'same' },
        )
      },
    ],
  ]

  test.each(cases)('%s', async (_, kind, row, reference) => {
    const layer = new PreparedLayer(computations.get(kind)!, row)
    await useBackend('wasm')
    const found = await layer.read(one => one.inputGradients())
    await useBackend('cpu')
    const expected = await layer.read(({ inputs: [{ shape, values }], weights, outputGradients: [seed] }) => {
      const given = Object.fromEntries(
        Object.entries(weights).map(([name, { shape, values }]) => [name, asMap(values, shape)]),
      )
      const x = asMap(values, [1, ...shape])
      const gradient = asMap(seed, [1, ...layer.outputShapes[0]])
      return [reference(x, gradient, given)]
    })
    expectClose(found, expected, 1e-5)
  })
})

const asMap = (values: Float32Array, shape: readonly number[]): Tensor4D =>
  reshape(tensor(values), shape as [number, number, number, number])

function depthwiseGradient(x: Tensor4D, dy: Tensor, filter: Tensor, strides: number, pad: string): Tensor {
  const attributes = { strides, pad, dilations: 1, inputShape: x.shape }
  return engine().runKernel('DepthwiseConv2dNativeBackpropInput', { dy, filter }, attributes)
}

// Of a linear layer without bias, ⟨what it gives, g⟩ = ⟨what it is given, its gradient for g⟩ holds exactly.
describe('a gradient that TensorFlow.js has on no backend is the transpose of the layer', () => {
  const cases: readonly [string, string, Row][] = [
    [
      'a dilated convolution',
      'conv2d',
      { options: { filters: 3, kernelSize: 3, dilationRate: 2, padding: 'same', useBias: false }, inputs: [[8, 7, 2]] },
    ],
    [
      'a dilated depthwise convolution',
      'depthwiseConv2d',
      { options: { kernelSize: 3, dilationRate: 2, padding: 'same', useBias: false }, inputs: [[8, 7, 2]] },
    ],
    [
      'a slice with strides, behind a dilated convolution',
      'conv2d',
      {
        options: { filters: 3, kernelSize: 2, strides: 2, dilationRate: 3, useBias: false, padding: 1 },
        inputs: [[8, 9, 2]],
      },
    ],
    ['depth to space', 'pixelShuffle', { options: { blockSize: 2 }, inputs: [[3, 4, 8]] }],
    [
      'crops that are resized',
      'roiAlign',
      {
        options: { poolSize: 3 },
        inputs: [
          [8, 9, 2],
          [2, 4],
        ],
        given: { 1: [1, 1, 5.5, 7, 0.3, 2, 6, 4.2] },
      },
    ],
  ]

  test.each(cases)('%s', async (_, kind, row) => {
    const layer = new PreparedLayer(computations.get(kind)!, row)
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend)
      const outputs = await layer.read(one => one.outputs())
      const [gradient] = [await layer.read(one => one.inputGradients().slice(0, 1))]
      expectClose([dot(gradient, layer.inputs[0].values)], [dot(outputs, layer.outputGradients[0])], 1e-4)
      expect(gradient.some(value => value !== 0)).toBe(true)
    }
  })

  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((total, value, i) => total + value * b[i], 0)
})

test('the pooling of volumes, whose results and gradients are wrong on WASM, is refused by name', () => {
  const image = input(4, 4, 2)
  const graph = graphOf(model('m', image, image.relu()))
  for (const kind of ['maxPool3d', 'avgPool3d']) {
    const layer = { ...graph.layers[0], kind, name: 'volume' }
    const make = () => new Network({ ...graph, layers: [layer] }, new Map())
    expect(make).toThrow(EngineError)
    expect(make).toThrow(`volume: layers of the kind ${kind} cannot be run yet`)
  }
})

// TensorFlow.js itself allocates nothing for the output, and XNNPACK writes a window there.
test.each([
  ['conv2d', { filters: 2, kernelSize: [3, 1] }],
  ['conv2d', { filters: 2, kernelSize: [2, 1], dilationRate: [2, 1] }],
  ['depthwiseConv2d', { kernelSize: [3, 1] }],
  ['separableConv2d', { filters: 2, kernelSize: [3, 1] }],
  ['maxPool2d', { poolSize: [3, 1] }],
  ['avgPool2d', { poolSize: [3, 1], strides: [2, 3] }],
  ['l2Pool', { poolSize: [3, 1] }],
])('%s %j that fits on no place of the map is refused, and WASM computes right afterwards', async (kind, options) => {
  const computation = computations.get(kind)!
  const layer = new PreparedLayer(computation, { options, inputs: [[5, 9, 3]] })
  await useBackend('wasm')
  const before = await layer.read(one => one.outputs())
  const small = () => layer.outputs([tensor(new Float32Array(54).fill(1), [1, 2, 9, 3])])
  expect(small).toThrow(EngineError)
  expect(small).toThrow('a window of 3×1 does not fit on a map of 2×9')
  expect(await layer.read(one => one.outputs())).toEqual(before)
})

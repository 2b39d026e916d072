import { expect, test } from 'vitest'
import { matchWeights } from './matchWeights'
import type { WeightSlot } from './slots'
import type { SourceWeight } from './sourceWeight'

const slot = (layer: string, weight: string, ...shape: number[]): WeightSlot => ({
  ...{ layer, weight, shape, initializer: 'zeros', kind: layer.replace(/_\d+$/, '') },
})
const source = (name: string, ...shape: number[]): SourceWeight => ({
  ...{ name, shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) },
})
const network = [slot('conv2d_1', 'kernel', 3, 3, 1, 4), slot('conv2d_1', 'bias', 4), slot('dense_1', 'kernel', 4, 2)]

test('by name, whatever the spelling', () => {
  const slots = [slot('norm', 'movingMean', 4), slot('mix', 'depthwiseKernel', 3, 3, 4, 1)]
  const { report } = matchWeights(slots, [
    source('mix/depthwise_kernel', 3, 3, 4, 1),
    source('model/norm/moving_mean:0', 4),
  ])
  expect(report).toEqual({
    matched: [
      { layer: 'norm', weight: 'movingMean', source: 'model/norm/moving_mean:0', by: 'name' },
      { layer: 'mix', weight: 'depthwiseKernel', source: 'mix/depthwise_kernel', by: 'name' },
    ],
    ...{ missing: [], unused: [], notes: [] },
  })
})

test('by order, where the file counts layers from another number', () => {
  // Keras calls its first convolution conv2d and its second conv2d_1, which is the builder's first.
  const slots = [slot('conv2d_1', 'kernel', 3, 3, 4, 4), slot('conv2d_2', 'kernel', 3, 3, 4, 4)]
  const { report } = matchWeights(slots, [source('conv2d/kernel', 3, 3, 4, 4), source('conv2d_1/kernel', 3, 3, 4, 4)])
  expect(report.matched.map(({ layer, source, by }) => [layer, source, by])).toEqual([
    ['conv2d_1', 'conv2d/kernel', 'order'],
    ['conv2d_2', 'conv2d_1/kernel', 'order'],
  ])
})

test('reports what is missing and what is unused', () => {
  const { report, values } = matchWeights(network, [
    source('conv2d_1/kernel', 3, 3, 1, 4),
    source('conv2d_1/bias', 4),
    source('head/kernel', 7, 7),
  ])
  expect(report).toMatchObject({ missing: ['dense_1/kernel'], unused: ['head/kernel'] })
  expect([...values.keys()]).toEqual(['conv2d_1/kernel', 'conv2d_1/bias'])
})

test('refuses a tensor of the right name and another shape', () => {
  const sources = [source('conv2d_1/kernel', 5, 5, 1, 4), source('conv2d_1/bias', 4), source('dense_1/kernel', 4, 2)]
  expect(() => matchWeights(network, sources)).toThrow(
    'conv2d_1/kernel is 3×3×1×4, but conv2d_1/kernel in the file is 5×5×1×4',
  )
})

test('refuses a file of which nothing fits', () => {
  expect(() => matchWeights(network, [source('other/kernel', 9, 9)])).toThrow(
    'no tensor of the file fits the network: the file begins with other/kernel, 9×9, the network with conv2d_1/kernel, 3×3×1×4',
  )
})

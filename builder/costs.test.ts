import { expect, test } from 'vitest'
import { graphCosts } from './costs'
import { formatDimension } from './dimension'
import { input } from './input'
import { model } from './model'
import { layers } from './tensor'

test('parameters, multiply-adds, memory of a small network by hand', () => {
  const image = input(8, 8, 3)
  const scores = image.conv2d(4, 3).batchNorm().relu().globalAveragePool2d().dense(2)
  const costs = graphCosts(model('small', image, scores).graph)
  expect(costs.parameters).toEqual({ trainable: (27 + 1) * 4 + 8 + (4 + 1) * 2, nonTrainable: 8 })
  expect(costs.macs).toBe(27 * 4 * 36 + 8)
  expect(costs.weightMemory).toBe(4 * (112 + 16 + 10))
  expect(costs.layers.get('conv2d_1')).toEqual({
    parameters: { trainable: 112, nonTrainable: 0 },
    formula: '(3·3·3 + 1)·4',
    macs: 3888,
    outputMemory: 4 * 144,
    weightMemory: 4 * 112,
  })
  // The image (192 numbers) and the first map (144), or two maps: the first is the most.
  expect(costs.peakMemory).toBe(4 * (192 + 144))
})

test('the weights of a frozen layer are there, and none of them is trained', () => {
  const image = input(8, 8, 3)
  const trunk = image.conv2d(4, 3, { trainable: false }).batchNorm({ trainable: false }).relu({ trainable: false })
  const { graph } = model('frozen', image, trunk.globalAveragePool2d().dense(2))
  const { parameters, weightMemory, layers } = graphCosts(graph)
  expect(parameters).toEqual({ trainable: (4 + 1) * 2, nonTrainable: (27 + 1) * 4 + 8 + 8 })
  expect(weightMemory).toBe(4 * (112 + 16 + 10))
  expect(layers.get('conv2d_1')!.parameters).toEqual({ trainable: 0, nonTrainable: 112 })
})

test('a shared layer is frozen once', () => {
  const image = input(6)
  const shared = layers.dense(6, { trainable: false })
  const { parameters } = graphCosts(model('twice', image, image.apply(shared).apply(shared).dense(1)).graph)
  expect(parameters).toEqual({ trainable: 7, nonTrainable: 42 })
})

test('what a shortcut keeps counts until it is read', () => {
  const image = input(4, 4, 2)
  const start = image.conv2d(8, 1)
  const end = start.conv2d(8, 1).conv2d(8, 1).add(start)
  // At the second convolution of the branch: the kept map, its input and its output, 128 numbers each.
  expect(graphCosts(model('shortcut', image, end).graph).peakMemory).toBe(4 * 3 * 128)
})

test('shared weights count once, their multiply-adds every time', () => {
  const left = input(6)
  const right = input(6)
  const shared = layers.dense(3)
  const costs = graphCosts(model('twins', [left, right], [left.apply(shared), right.apply(shared)]).graph)
  expect(costs.parameters.trainable).toBe(21)
  expect(costs.macs).toBe(36)
})

test('an open size gives a formula', () => {
  const image = input(null, null, 3)
  const { macs, parameters } = graphCosts(model('open', image, image.conv2d(4, 3, { padding: 'same' })).graph)
  expect(formatDimension(macs)).toBe('108·H·W')
  expect(parameters.trainable).toBe(112)
})

import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { explainPixels } from '../checks/explainPixels'
import { filters } from './filters'

beforeAll(() => useBackend('wasm'))

const grey = input(4, 4, 1)
const colour = input(4, 4, 3)

test('kernels over one channel stand side by side, with a line of zeros between them', async () => {
  const network = build(model('m', grey, grey.conv2d(3, [2, 1]).flatten().dense(1)), {
    'conv2d_1/kernel': new Float32Array([1, 2, 3, 4, 5, -6]),
  })
  const { map, width, height, picture } = await explainPixels(filters, network, new Float32Array(16), 0, {
    layer: 'conv2d_1',
  })
  // Filter 0 is (1, 4), filter 1 (2, 5), filter 2 (3, −6); two tiles a row.
  expect([height, width]).toEqual([5, 3])
  expect([...map]).toEqual([1, 0, 2, 4, 0, 5, 0, 0, 0, 3, 0, 0, -6, 0, 0])
  // The most negative weight is the darkest blue.
  expect([...picture!.data.slice(4 * 12, 4 * 12 + 3)]).toEqual([5, 48, 97])
})

test('kernels over three channels are colours', async () => {
  const network = build(model('m', colour, colour.conv2d(1, 1).relu().flatten().dense(1)), {
    'conv2d_1/kernel': new Float32Array([1, -1, 0.5]),
  })
  const { map, picture } = await explainPixels(filters, network, new Float32Array(48), 0, { layer: 'conv2d_1' })
  expect(map[0]).toBeCloseTo(0.5 / 3, 6)
  expect([...picture!.data]).toEqual([255, 0, 191, 255])
})

test('deeper kernels have a row a filter and a tile a channel', async () => {
  const deep = grey.conv2d(2, 1).conv2d(3, 1, { activation: 'relu' })
  const network = build(model('m', grey, deep.flatten().dense(1)), {
    'conv2d_2/kernel': new Float32Array([1, 2, 3, 4, 5, 6]),
  })
  const { map, width } = await explainPixels(filters, network, new Float32Array(16), 0, { layer: 'conv2d_2' })
  expect(width).toBe(3)
  expect([0, 2, 4].map(row => [map[row * 3], map[row * 3 + 2]])).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ])
})

test('a layer without kernels shows those before it; where there are none, it is refused', async () => {
  const network = build(model('m', grey, grey.maxPool2d(2).conv2d(2, 1).relu().flatten().dense(1)), {
    'conv2d_1/kernel': new Float32Array([1, 2]),
  })
  const behind = await explainPixels(filters, network, new Float32Array(16), 0, { layer: 'relu_1' })
  expect([...behind.map]).toEqual([1, 0, 2])
  await expect(
    explainPixels(filters, network, new Float32Array(16), 0, { layer: 'maxPool2d_1' }),
  ).rejects.toMatchObject({
    ...{ code: 'not-explainable', message: 'maxPool2d_1: there are no kernels in it or right before it' },
  })
})

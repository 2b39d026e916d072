import { tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { channelMap } from './channelMap'

beforeAll(() => useBackend('wasm'))

test('one channel of two, row by row', async () => {
  const output = tensor([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2])
  expect(await channelMap(output, 'conv2d_1', 1)).toMatchObject({
    ...{ channel: 1, height: 2, width: 2, values: new Float32Array([10, 20, 30, 40]) },
  })
})

test('the histogram has 32 bars of equal width, with both ends in the last', async () => {
  const values = Float32Array.from({ length: 65 }, (_, i) => i / 64)
  const { histogram } = await channelMap(tensor(values, [1, 5, 13, 1]), 'conv2d_1', 0)
  expect([histogram.from, histogram.to]).toEqual([0, 1])
  expect(histogram.counts).toEqual([...Array(31).fill(2), 3])
})

test('numbers that are not finite are in no bar; equal ones are in a single bar', async () => {
  const { histogram } = await channelMap(tensor([NaN, 5, 5, Infinity], [1, 2, 2, 1]), 'conv2d_1', 0)
  expect(histogram).toEqual({ from: 5, to: 5, counts: [2] })
})

test('without finite numbers there are no bars', async () => {
  const { histogram } = await channelMap(tensor([NaN], [1, 1, 1, 1]), 'conv2d_1', 0)
  expect(histogram).toEqual({ from: 0, to: 0, counts: [] })
})

test('a channel that is not there is refused', async () => {
  await expect(channelMap(tensor([1, 2], [1, 2]), 'dense_1', 2)).rejects.toMatchObject({
    message: 'dense_1 has no channel 2',
  })
})

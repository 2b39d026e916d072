import { memory, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { activationMaps } from './activationMaps'

beforeAll(() => useBackend('wasm'))

// 1×2 places, three channels: rising, dead, constant.
const output = () => tensor([-1, 0, 5, 3, 0, 5], [1, 1, 2, 3])
const calm = { saturated: 0, notFinite: 0 }

test('statistics of every channel', async () => {
  const { channels, shape } = await activationMaps(output(), 'conv2d')
  expect(shape).toEqual([1, 2, 3])
  expect(channels).toEqual([
    { min: -1, max: 3, mean: 1, dead: false, ...calm },
    { min: 0, max: 0, mean: 0, dead: true, ...calm },
    { min: 5, max: 5, mean: 5, dead: false, ...calm },
  ])
})

test('tiles channel by channel, each from its own minimum to its maximum; constant ones are level 0', async () => {
  const { tiles, tileWidth, tileHeight } = await activationMaps(output(), 'conv2d')
  expect({ tileWidth, tileHeight }).toEqual({ tileWidth: 2, tileHeight: 1 })
  expect([...tiles]).toEqual([0, 254, 0, 0, 0, 0])
})

test('a level between is where the number lies', async () => {
  const { tiles } = await activationMaps(tensor([2, 3, 4, 6], [1, 2, 2, 1]), 'conv2d')
  expect([...tiles]).toEqual([0, 64, 127, 254])
})

test('NaN and infinite numbers are counted and have a level of their own, and the rest is told without them', async () => {
  const { channels, tiles } = await activationMaps(tensor([NaN, 1, Infinity, 2, 4, 3], [1, 3, 1, 2]), 'conv2d')
  expect(channels).toEqual([
    { min: 4, max: 4, mean: 4, dead: false, saturated: 0, notFinite: 2 },
    { min: 1, max: 3, mean: 2, dead: false, saturated: 0, notFinite: 0 },
  ])
  expect([...tiles]).toEqual([255, 255, 0, 0, 127, 254])
})

test('a channel of NaN alone is not dead', async () => {
  const { channels } = await activationMaps(tensor([NaN, NaN], [1, 2, 1, 1]), 'relu')
  expect(channels).toEqual([{ min: 0, max: 0, mean: 0, dead: false, saturated: 0, notFinite: 2 }])
})

describe('saturation', () => {
  const share = async (kind: string, ...values: number[]) => {
    const maps = await activationMaps(tensor(values, [1, values.length, 1, 1]), kind)
    return maps.channels[0].saturated
  }

  test('a sigmoid is at its bounds below 0.01 and above 0.99', async () => {
    expect(await share('sigmoid', 0.009, 0.011, 0.5, 0.995)).toBe(0.5)
  })

  test('tanh at both ends of its range of 2', async () => {
    expect(await share('tanh', -0.99, -0.97, 0, 0.985)).toBe(0.5)
  })

  test('relu6 at 6 only: at 0 it rests', async () => {
    expect(await share('relu6', 0, 6, 3, 5)).toBe(0.25)
  })

  test('a layer without bounds nowhere', async () => {
    expect(await share('conv2d', 1, -1, 1e9, 6)).toBe(0)
  })
})

test('a vector has tiles of one pixel', async () => {
  const { tiles, shape, channels } = await activationMaps(tensor([0, 1, 2, 3], [1, 4]), 'dense')
  expect({ shape, tiles: [...tiles], last: channels[3].max }).toEqual({ shape: [4], tiles: [0, 0, 0, 0], last: 3 })
})

test('a sequence is a column', async () => {
  const { tileWidth, tileHeight, tiles } = await activationMaps(tensor([1, 8, 2, 7, 3, 6], [1, 3, 2]), 'conv1d')
  expect([tileWidth, tileHeight]).toEqual([1, 3])
  expect([...tiles]).toEqual([0, 127, 254, 254, 127, 0])
})

test('many pixels are shrunk by averaging', async () => {
  const maps = await activationMaps(tensor([0, 2, 4, 4, 4, 0, 4, 4, 8, 8, 8, 8], [1, 3, 4, 1]), 'conv2d', 4)
  expect([maps.tileWidth, maps.tileHeight]).toEqual([2, 2])
  // Means 1.5, 4, 8 and 8 of 0…8; the last row stands alone.
  expect([...maps.tiles]).toEqual([48, 127, 254, 254])
})

test('50 rounds leave no tensor behind', async () => {
  const given = output()
  const before = memory().numTensors
  for (let run = 0; run < 50; run++) await activationMaps(given, 'conv2d')
  expect(memory().numTensors).toBe(before)
})

import { memory, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { activationMaps } from './activationMaps'

beforeAll(() => useBackend('wasm'))

const DARKEST = [68, 1, 84, 255]
const BRIGHTEST = [253, 231, 37, 255]
// 1×2 places, three channels: rising, dead, constant.
const output = () => tensor([-1, 0, 5, 3, 0, 5], [1, 1, 2, 3])

test('statistics of every channel', async () => {
  const { channels, shape } = await activationMaps(output(), 1, 'channel')
  expect(shape).toEqual([1, 2, 3])
  expect(channels).toEqual([
    { min: -1, max: 3, mean: 1, dead: false },
    { min: 0, max: 0, mean: 0, dead: true },
    { min: 5, max: 5, mean: 5, dead: false },
  ])
})

test('tiles row by row, each from its own minimum to its maximum; constant ones and the rest dark', async () => {
  const { montage, columns, tileWidth, tileHeight } = await activationMaps(output(), 3, 'channel')
  expect({ columns, tileWidth, tileHeight }).toEqual({ columns: 2, tileWidth: 2, tileHeight: 1 })
  expect([montage.width, montage.height]).toEqual([4, 2])
  expect([...montage.data]).toEqual([DARKEST, BRIGHTEST, DARKEST, DARKEST, DARKEST, DARKEST, DARKEST, DARKEST].flat())
})

test('one range for the whole layer', async () => {
  const { montage } = await activationMaps(output(), 3, 'layer')
  const constant = [...montage.data.slice(16, 24)]
  expect(constant).toEqual([...BRIGHTEST, ...BRIGHTEST])
})

test('a vector is drawn as single pixels', async () => {
  const { montage, shape, drawn } = await activationMaps(tensor([0, 1, 2, 3], [1, 4]), 9, 'layer')
  expect({ shape, drawn, width: montage.width, height: montage.height }).toEqual({
    ...{ shape: [4], drawn: 4, width: 2, height: 2 },
  })
  expect([...montage.data.slice(12)]).toEqual(BRIGHTEST)
})

test('large montages are shrunk to a million pixels', async () => {
  const { montage, tileWidth } = await activationMaps(
    tensor(new Float32Array(300 * 300 * 16), [1, 300, 300, 16]),
    16,
    'channel',
  )
  expect(tileWidth).toBe(150)
  expect(montage.width * montage.height).toBeLessThanOrEqual(2 ** 20)
})

test('50 montages leave no tensor behind', async () => {
  const given = output()
  const before = memory().numTensors
  for (let run = 0; run < 50; run++) await activationMaps(given, 3, 'channel')
  expect(memory().numTensors).toBe(before)
})

import { expect, test } from 'vitest'
import { montage } from './montage'

const channel = { min: 0, max: 1, mean: 0.5, dead: false, saturated: 0, notFinite: 0 }
const maps = {
  ...{ layer: 'a', shape: [1, 2, 4], tileWidth: 2, tileHeight: 1, trained: true, channels: Array(4).fill(channel) },
  tiles: new Uint8Array([0, 254, 254, 0, 255, 0, 0, 0]),
}
const [DARK, BRIGHT, ALARM] = [
  [68, 1, 84, 255],
  [253, 231, 37, 255],
  [255, 0, 255, 255],
]

test('three channels in two rows, and what is left over is dark', () => {
  const { width, height, data } = montage(maps, 3)
  expect([width, height]).toEqual([4, 2])
  expect([...data]).toEqual([DARK, BRIGHT, BRIGHT, DARK, ALARM, DARK, DARK, DARK].flat())
})

test('of more channels than are wanted, the first', () => {
  expect([...montage(maps, 1).data]).toEqual([DARK, BRIGHT].flat())
})

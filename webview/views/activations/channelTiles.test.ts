import { describe, expect, test } from 'vitest'
import { colorTables } from '../../../engine/pictures/colorTables'
import type { ActivationMaps } from '../../../engine/requests'
import { channelOrder, channelTiles, layerStatistics } from './channelTiles'

const channel = (min: number, max: number, mean: number) => ({
  ...{ min, max, mean, dead: min === 0 && max === 0, saturated: 0, notFinite: 0 },
})
const six = [
  ...[channel(0, 1, 0.5), channel(0, 0, 0), channel(-1, 4, 0.25)],
  ...[channel(0, 2, 1), channel(0, 3, 0.125), channel(0, 0, 0)],
]

describe('the order of the channels', () => {
  test('the highest mean comes first', () => {
    expect(channelOrder(six, 'mean')).toEqual([3, 0, 2, 4, 1, 5])
  })

  test('the highest maximum comes first', () => {
    expect(channelOrder(six, 'max')).toEqual([2, 4, 3, 0, 1, 5])
  })

  test('what speaks most for the class comes first, what speaks against it last', () => {
    expect(channelOrder(six, 'contribution', new Float32Array([0, -3, 2, 5, -1, 1]))).toEqual([3, 2, 5, 0, 4, 1])
  })

  test('until that is known they come by number', () => {
    expect(channelOrder(six, 'contribution')).toEqual([0, 1, 2, 3, 4, 5])
  })
})

test('statistics of the layer are those of all its channels', () => {
  const saturated = { ...channel(0, 1, 1), saturated: 0.96 }
  const broken = { ...channel(0, 0, 0), dead: false, notFinite: 2 }
  expect(layerStatistics([...six, saturated, broken])).toEqual({
    ...{ min: -1, max: 4, mean: 2.875 / 8, dead: 2, saturated: 1, notFinite: 1 },
  })
})

describe('colours', () => {
  // Channel 0 spans 0…1, channel 1 spans 1…3: the layer 0…3. The last place of channel 1 is no number.
  const maps: ActivationMaps = {
    ...{ layer: 'relu_1', shape: [1, 3, 2], tileWidth: 3, tileHeight: 1, trained: true },
    channels: [channel(0, 1, 0.5), { ...channel(1, 3, 2), notFinite: 1 }],
    tiles: new Uint8Array([0, 127, 254, 0, 254, 255]),
  }
  const painted = (range: 'channel' | 'layer', tile: number) => {
    const pixels = new Uint32Array(8)
    channelTiles(maps, { range, order: 'channel', colours: 'grey' }).paint(tile, pixels, 4, 8)
    return [...new Uint8Array(pixels.buffer)]
  }
  const grey = (entry: number) => [...colorTables.grey.slice(3 * entry, 3 * entry + 3), 255]

  test('each channel spans the whole table, from where it is told to begin', () => {
    expect(painted('channel', 0)).toEqual([...Array(16).fill(0), ...grey(0), ...grey(128), ...grey(255), 0, 0, 0, 0])
  })

  test('on the scale of the layer a channel has the part it spans', () => {
    expect(painted('layer', 0).slice(16, 28)).toEqual([...grey(0), ...grey(42), ...grey(85)])
    expect(painted('layer', 1).slice(16, 24)).toEqual([...grey(85), ...grey(255)])
  })

  test('what is no number is in no table', () => {
    expect(painted('layer', 1).slice(24, 28)).toEqual([255, 0, 255, 255])
    expect(painted('channel', 1).slice(24, 28)).toEqual([255, 0, 255, 255])
  })
})

test('dead channels and those with numbers that are none are marked', () => {
  const maps = {
    ...{ layer: 'a', shape: [1, 1, 2], tileWidth: 1, tileHeight: 1, trained: true },
    tiles: new Uint8Array(2),
  }
  const { mark } = channelTiles(
    { ...maps, channels: [channel(0, 0, 0), { ...channel(0, 1, 1), notFinite: 1 }] },
    { range: 'channel', order: 'channel', colours: 'viridis' },
  )
  expect([mark(0), mark(1)]).toEqual(['dead', 'broken'])
})

import { describe, expect, test } from 'vitest'
import { cellCorner, layerStatistics, layoutChannels, movePlace, placeAt } from './channelGrid'

const channel = (min: number, max: number, mean: number) => ({ min, max, mean, dead: min === 0 && max === 0 })
const six = [
  ...[channel(0, 1, 0.5), channel(0, 0, 0), channel(-1, 4, 0.25)],
  ...[channel(0, 2, 1), channel(0, 3, 0.125), channel(0, 0, 0)],
]

const maps = { tileWidth: 28, tileHeight: 28, drawn: 6, channels: six, shape: [28, 28, 6] }

describe('layout', () => {
  test('small maps grow by whole multiples to at most 96 pixels', () => {
    expect(layoutChannels(maps, 'channel', 1000)).toMatchObject({ cellWidth: 84, cellHeight: 84, columns: 6 })
  })

  test('large maps shrink to 96 pixels and keep their proportions', () => {
    const large = { ...maps, tileWidth: 224, tileHeight: 112, shape: [112, 224, 6] }
    expect(layoutChannels(large, 'channel', 1000)).toMatchObject({ cellWidth: 96, cellHeight: 48 })
  })

  test('as many stand in a row as there is room for', () => {
    // Two cells of 84 and the gap of 6 between them.
    expect(layoutChannels(maps, 'channel', 174)).toMatchObject({ columns: 2, width: 174, height: 3 * 84 + 2 * 6 })
  })

  test('one stands in a row however narrow the panel is', () => {
    expect(layoutChannels(maps, 'channel', 10).columns).toBe(1)
  })

  test('channels that are not drawn have no place', () => {
    expect(layoutChannels({ ...maps, drawn: 4 }, 'channel', 1000).channels).toEqual([0, 1, 2, 3])
  })

  test('the highest mean comes first', () => {
    expect(layoutChannels(maps, 'mean', 1000).channels).toEqual([3, 0, 2, 4, 1, 5])
  })

  test('the highest maximum comes first', () => {
    expect(layoutChannels(maps, 'max', 1000).channels).toEqual([2, 4, 3, 0, 1, 5])
  })
})

describe('places', () => {
  const grid = layoutChannels(maps, 'channel', 174)

  test('the corner of the fourth cell of two columns', () => {
    expect(cellCorner(grid, 3)).toEqual({ x: 90, y: 90 })
  })

  test('a point in it', () => {
    expect(placeAt(grid, 91, 91)).toBe(3)
  })

  test('a point in the gap', () => {
    expect(placeAt(grid, 86, 10)).toBeUndefined()
  })

  test('a point beside the last column', () => {
    expect(placeAt(grid, 200, 10)).toBeUndefined()
  })

  test('a point below the last row', () => {
    expect(placeAt(grid, 10, 280)).toBeUndefined()
  })

  test('arrow down goes a row on', () => {
    expect(movePlace(grid, 1, 'ArrowDown')).toBe(3)
  })

  test('arrows stop at the ends', () => {
    expect(movePlace(grid, 5, 'ArrowRight')).toBe(5)
    expect(movePlace(grid, 0, 'ArrowUp')).toBe(0)
  })

  test('End goes to the last', () => {
    expect(movePlace(grid, 0, 'End')).toBe(5)
  })

  test('other keys are not taken', () => {
    expect(movePlace(grid, 0, 'Tab')).toBeUndefined()
    expect(movePlace(grid, 0, 'toString')).toBeUndefined()
  })
})

test('statistics of the layer are those of all its channels', () => {
  expect(layerStatistics(six)).toEqual({ min: -1, max: 4, mean: 1.875 / 6, dead: 2 })
})

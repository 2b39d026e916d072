import { describe, expect, test } from 'vitest'
import { layPicture, layTiles, movePlace, placeAt, placesInSight, tileCorner } from './tileGrid'

const maps = { tileWidth: 28, tileHeight: 28, count: 6 }

describe('layout', () => {
  test('small maps grow by whole multiples to at most 96 pixels', () => {
    expect(layTiles(maps, 1000)).toMatchObject({ cellWidth: 84, cellHeight: 84, columns: 6 })
  })

  test('large maps shrink to 96 pixels and keep their proportions', () => {
    expect(layTiles({ ...maps, tileWidth: 224, tileHeight: 112 }, 1000)).toMatchObject({
      cellWidth: 96,
      cellHeight: 48,
    })
  })

  test('as many stand in a row as there is room for', () => {
    // Two cells of 84 and the gap of 6 between them.
    expect(layTiles(maps, 174)).toMatchObject({ columns: 2, width: 174, height: 3 * 84 + 2 * 6 })
  })

  test('one stands in a row however narrow the panel is', () => {
    expect(layTiles(maps, 10).columns).toBe(1)
  })

  test('single values are small squares', () => {
    expect(layTiles({ tileWidth: 1, tileHeight: 1, count: 3 }, 100)).toMatchObject({
      cellWidth: 20,
      gap: 2,
      columns: 3,
    })
  })

  test('the column of a sequence is wide enough to point at', () => {
    expect(layTiles({ tileWidth: 1, tileHeight: 50, count: 3 }, 100)).toMatchObject({ cellWidth: 6, cellHeight: 50 })
  })
})

describe('a picture of all tiles', () => {
  test('is about as wide as high', () => {
    // 64 cells of 84 and gaps of 6 between them.
    expect(layPicture({ ...maps, count: 64 })).toMatchObject({ columns: 8, count: 64, width: 714, height: 714 })
  })

  test('holds as many as find room in 8,192 pixels a side', () => {
    const { columns, count, width, height } = layPicture({ ...maps, count: 100_000 })
    expect([columns, count]).toEqual([91, 91 * 91])
    expect([width, height]).toEqual([91 * 90 - 6, 91 * 90 - 6])
  })

  test('of a single tile is that tile', () => {
    expect(layPicture({ tileWidth: 3, tileHeight: 5, count: 1 })).toMatchObject({ count: 1, width: 57, height: 95 })
  })
})

describe('what is in sight', () => {
  const grid = layTiles({ ...maps, count: 101 }, 174)

  test('at the top: the rows that begin within the window', () => {
    // Rows of 90 pixels begin at 0, 90, 180 and 270.
    expect(placesInSight(grid, 0, 300)).toEqual({ first: 0, end: 8 })
  })

  test('further down: the row that is cut off above too', () => {
    expect(placesInSight(grid, 100, 100)).toEqual({ first: 2, end: 6 })
  })

  test('a row of which only the gap is left is not', () => {
    expect(placesInSight(grid, 84, 90).first).toBe(2)
  })

  test('at the end nothing is beyond the last', () => {
    expect(placesInSight(grid, grid.height - 100, 100).end).toBe(101)
  })

  test('of thousands only what fits', () => {
    const many = layTiles({ tileWidth: 7, tileHeight: 7, count: 2048 }, 800)
    const { first, end } = placesInSight(many, many.height / 2, 500)
    expect(end - first).toBeLessThanOrEqual(many.columns * 7)
  })
})

describe('places', () => {
  const grid = layTiles(maps, 174)

  test('the corner of the fourth cell of two columns', () => {
    expect(tileCorner(grid, 3)).toEqual({ x: 90, y: 90 })
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

  test('a page is as many rows as are in sight, and stops at the ends', () => {
    expect(movePlace(grid, 0, 'PageDown', 2)).toBe(4)
    expect(movePlace(grid, 4, 'PageDown', 2)).toBe(5)
    expect(movePlace(grid, 1, 'PageUp', 2)).toBe(0)
  })

  test('End goes to the last', () => {
    expect(movePlace(grid, 0, 'End')).toBe(5)
  })

  test('other keys are not taken', () => {
    expect(movePlace(grid, 0, 'Tab')).toBeUndefined()
    expect(movePlace(grid, 0, 'toString')).toBeUndefined()
  })
})

import { expect, test } from 'vitest'
import { cielab } from './cielab'
import { superpixels } from './superpixels'

test('keeps two halves of different colour apart, in connected patches of about equal size', () => {
  // The border runs between columns 12 and 13, off the grid.
  const colors = Float32Array.from({ length: 30 * 30 }, (_, i) => (i % 30 < 13 ? 20 : 80))
  const patches = superpixels(colors, { height: 30, width: 30, channels: 1, count: 9 })
  const members = new Map<number, number[]>()
  for (const [pixel, patch] of patches.entries()) members.set(patch, [...(members.get(patch) ?? []), pixel])
  expect(members.size).toBeGreaterThanOrEqual(6)
  expect(members.size).toBeLessThanOrEqual(12)
  for (const pixels of members.values()) {
    expect(new Set(pixels.map(pixel => colors[pixel])).size).toBe(1)
    expect(pixels.length).toBeGreaterThanOrEqual(25)
    expect(reachable(pixels)).toBe(pixels.length)
  }
  expect([...members.keys()].sort((a, b) => a - b)).toEqual([...Array(members.size).keys()])
})

test('an image of one colour falls into the squares of the grid', () => {
  const patches = superpixels(new Float32Array(64), { height: 8, width: 8, channels: 1, count: 4 })
  expect([...patches].map(String).join('')).toMatch(/^(0{4}1{4}){4}(2{4}3{4}){4}$/)
})

test('an image smaller than the number of patches has one a pixel at most', () => {
  const patches = superpixels(new Float32Array(6), { height: 2, width: 3, channels: 1, count: 50 })
  expect(new Set(patches).size).toBe(6)
})

test('colours in CIELAB are those of the published table', () => {
  // Bruce Lindbloom's calculator: sRGB under D65.
  const found = cielab([1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0.5, 0.5, 0.5])
  const expected = [100, 0, 0, 0, 0, 0, 53.24, 80.09, 67.2, 32.3, 79.19, -107.86, 53.39, 0, 0]
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i] - value)).toBeLessThan(0.1)
})

/** How many of the pixels can be reached from the first one over shared edges, in an image 30 pixels wide. */
function reachable(pixels: number[]): number {
  const inside = new Set(pixels)
  const seen = [pixels[0]]
  for (const pixel of seen)
    for (const step of [-30, -1, 1, 30])
      if (inside.has(pixel + step) && !seen.includes(pixel + step)) seen.push(pixel + step)
  return seen.length
}

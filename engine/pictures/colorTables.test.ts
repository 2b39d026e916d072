import { describe, expect, test } from 'vitest'
import { cielab } from '../explain/cielab'
import { type ColorTableName, colorTables } from './colorTables'

const names = Object.keys(colorTables) as ColorTableName[]

/** L* of the 256 colours. */
function lightness(name: ColorTableName): number[] {
  const lab = cielab(Float32Array.from(colorTables[name], byte => byte / 255))
  return Array.from({ length: 256 }, (_, i) => lab[3 * i])
}

describe.each(names)('%s', name => {
  test('has 256 colours', () => {
    expect(colorTables[name].length).toBe(768)
  })

  // One step of a byte may round down where lightness rises by less.
  test('rises evenly in lightness: no place is further than 6 from the straight line', () => {
    const values = lightness(name)
    const [least, most] = [values[0], values[255]]
    for (const [i, value] of values.entries()) {
      expect(Math.abs(value - (least + ((most - least) * i) / 255))).toBeLessThan(6)
      if (i > 0) expect(value).toBeGreaterThan(values[i - 1] - 0.4)
    }
  })
})

// The first and last colours of Matplotlib's documentation.
test.each([
  ['viridis', '#440154', '#fde725'],
  ['magma', '#000004', '#fcfdbf'],
  ['inferno', '#000004', '#fcffa4'],
  ['cividis', '#00224e', '#fee838'],
  ['grey', '#000000', '#ffffff'],
] as const)('%s leads from %s to %s', (name, first, last) => {
  const hex = (bytes: Uint8Array) => `#${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')}`
  expect([hex(colorTables[name].slice(0, 3)), hex(colorTables[name].slice(-3))]).toEqual([first, last])
})

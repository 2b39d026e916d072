import { expect, test } from 'vitest'
import { PRESETS, presetOf } from './presets'

test('every preset is known again, with the size and the shape of the image beside it', () => {
  for (const [name, preset] of Object.entries(PRESETS)) {
    expect(presetOf(preset)).toBe(name)
    expect(presetOf({ ...preset, resize: 'crop', size: [8, 8] })).toBe(name)
  }
})

test('one mean for all channels is the same mean for each', () => {
  expect(presetOf({ scale: 1 / 127.5, mean: [1, 1, 1], standardDeviation: [1, 1, 1] })).toBe('signed')
})

test('other numbers are no preset', () => {
  expect(presetOf({ scale: 1 / 255, mean: [0.5] })).toBeUndefined()
})

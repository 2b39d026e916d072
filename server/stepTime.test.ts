import { expect, test } from 'vitest'
import { StepTime } from './stepTime'

/** How many steps of these lengths begin within a time. */
function begun(milliseconds: number, lengths: readonly number[]): number {
  let now = 5
  const time = new StepTime(milliseconds, () => now)
  const missing = lengths.findIndex(length => {
    const begins = time.begin()
    now += length
    return !begins
  })
  return missing < 0 ? lengths.length : missing
}

test('steps begin as long as one like the longest still ends in time', () => {
  expect(begun(100, [30, 30, 30, 30])).toBe(3)
  expect(begun(100, [10, 50, 10, 10])).toBe(2)
  expect(begun(100, [1, 2, 3, 4])).toBe(4)
})

test('a step that takes longer than all may take is the last one', () => {
  expect(begun(100, [300, 1])).toBe(1)
})

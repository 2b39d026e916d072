import { expect, test } from 'vitest'
import { divisorsOf } from './divisorsOf'

test('are what divides all counts, as trying every number finds', () => {
  for (const counts of [[1], [12], [36, 24], [7, 5], [64, 96, 160]]) {
    const every = Array.from({ length: Math.min(...counts) }, (_, index) => index + 1)
    expect(divisorsOf(counts)).toEqual(every.filter(number => counts.every(count => count % number === 0)))
  }
})

test('of counts that are none there are none', () => {
  expect([[], [0], [2.5], [Number.NaN], [4, -2], [1e300]].map(divisorsOf)).toEqual([[], [], [], [], [], []])
})

test('of huge counts the small ones are found in no time', () => {
  expect(divisorsOf([2 ** 52, 3 * 2 ** 20])).toEqual(Array.from({ length: 21 }, (_, power) => 2 ** power))
  // The product of two large primes.
  expect(divisorsOf([94_906_249 * 94_906_247])).toEqual([1, 94_906_249 * 94_906_247])
})

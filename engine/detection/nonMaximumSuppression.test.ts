import { expect, test } from 'vitest'
import { type Detection, nonMaximumSuppression } from './nonMaximumSuppression'

/** A box of 10×10 whose left side stands at x: the overlap of two that are d apart is (10 − d) / (10 + d). */
const at = (x: number, score: number, of = 0): Detection => ({
  box: { top: 0, left: x, bottom: 10, right: x + 10 },
  class: of,
  score,
})
const options = { scoreThreshold: 0.1, overlapThreshold: 0.5 }

test('of boxes that overlap too much the surest remains, in order of falling score', () => {
  // 2 apart: 8/12; 5 apart: 5/15.
  const [weak, sure, apart] = [at(2, 0.6), at(0, 0.9), at(5, 0.7)]
  expect(nonMaximumSuppression([weak, sure, apart], options)).toEqual([sure, apart])
})

test('a box that was removed removes none itself', () => {
  // Each overlaps the next by 7/13, the first and the third by 4/16.
  const chain = [at(0, 0.9), at(3, 0.8), at(6, 0.7)]
  expect(nonMaximumSuppression(chain, options)).toEqual([chain[0], chain[2]])
})

test('an overlap of just the threshold is allowed', () => {
  const pair = [at(0, 0.9), at(5, 0.8)]
  expect(nonMaximumSuppression(pair, { ...options, overlapThreshold: 5 / 15 })).toEqual(pair)
  expect(nonMaximumSuppression(pair, { ...options, overlapThreshold: 0.33 })).toEqual([pair[0]])
})

test('classes do not suppress each other', () => {
  const pair = [at(0, 0.9, 0), at(0, 0.8, 1)]
  expect(nonMaximumSuppression(pair, options)).toEqual(pair)
})

test('low scores are left out, just the threshold is kept, and no more than the limit', () => {
  const apart = [at(0, 0.05), at(20, 0.1), at(40, 0.3), at(60, 0.2)]
  expect(nonMaximumSuppression(apart, options)).toEqual([apart[2], apart[3], apart[1]])
  expect(nonMaximumSuppression(apart, { ...options, limit: 2 })).toEqual([apart[2], apart[3]])
  expect(nonMaximumSuppression([], options)).toEqual([])
})

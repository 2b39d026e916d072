import { expect, test } from 'vitest'
import type { Box } from './box'
import { intersectionOverUnion } from './intersectionOverUnion'

const box = (top: number, left: number, bottom: number, right: number): Box => ({ top, left, bottom, right })

test.each([
  ['equal', box(0, 0, 2, 4), box(0, 0, 2, 4), 1],
  ['one in the other', box(0, 0, 4, 4), box(1, 1, 3, 3), 4 / 16],
  ['half over', box(0, 0, 2, 2), box(0, 1, 2, 3), 2 / 6],
  ['over a corner', box(0, 0, 2, 2), box(1, 1, 3, 3), 1 / 7],
  ['side by side', box(0, 0, 2, 2), box(0, 2, 2, 4), 0],
  ['apart on both axes', box(0, 0, 1, 1), box(5, 5, 6, 6), 0],
  ['without area', box(1, 1, 1, 1), box(1, 1, 1, 1), 0],
] as const)('%s', (_name, a, b, expected) => {
  expect(intersectionOverUnion(a, b)).toBeCloseTo(expected, 12)
  expect(intersectionOverUnion(b, a)).toBeCloseTo(expected, 12)
})

import { expect, test } from 'vitest'
import { checkLayer } from '../../test/checkLayer'
import { input } from '../input'
import { formatShape } from '../shape'
import { randomWidth } from './randomWidth'

test('nobody knows the width', () => {
  expect(formatShape(input(8, 6, 3).randomWidth([-0.1, 0.5]).shape)).toBe('8×?×3')
  expect(formatShape(input(8, 6, 3).randomWidth(0.2).shape)).toBe('8×?×3')
})

checkLayer(randomWidth, [
  {
    options: { factor: 0 },
    inputs: [[8, 6, 3]],
    problem: 'factor must be number above 0, or [least, most] from -1, got 0',
  },
  {
    options: { factor: [0.5, 0.1] },
    inputs: [[8, 6, 3]],
    problem: 'factor must be number above 0, or [least, most] from -1, got [0.5, 0.1]',
  },
  { options: { factor: 0.5 }, inputs: [[6, 3]], problem: 'needs a map of height×width×channels, got rank 2' },
])

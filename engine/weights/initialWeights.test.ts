import { expect, test } from 'vitest'
import { initialWeights } from './initialWeights'
import type { WeightSlot } from './slots'

const slot = (layer: string, initializer: WeightSlot['initializer'], ...shape: number[]): WeightSlot => ({
  ...{ layer, weight: 'kernel', shape, initializer },
})

test('the same seed and layer give the same weights, others do not', () => {
  const kernel = initialWeights(slot('conv2d_1', 'glorotUniform', 3, 3, 8, 16), 1)
  expect(initialWeights(slot('conv2d_1', 'glorotUniform', 3, 3, 8, 16), 1)).toEqual(kernel)
  expect(initialWeights(slot('conv2d_1', 'glorotUniform', 3, 3, 8, 16), 2)).not.toEqual(kernel)
  expect(initialWeights(slot('conv2d_2', 'glorotUniform', 3, 3, 8, 16), 1)).not.toEqual(kernel)
})

test('Glorot: uniform between ±√(6 / (inputs + outputs))', () => {
  const kernel = initialWeights(slot('conv2d_1', 'glorotUniform', 3, 3, 8, 16), 1)
  const bound = Math.sqrt(6 / (9 * 8 + 9 * 16))
  const variance = kernel.reduce((sum, value) => sum + value ** 2, 0) / kernel.length
  expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(bound)
  // The variance of a uniform distribution is a third of its squared bound; 1,152 numbers give it within a tenth.
  expect(variance / (bound ** 2 / 3)).toBeGreaterThan(0.9)
  expect(variance / (bound ** 2 / 3)).toBeLessThan(1.1)
})

test('zeros, ones and constants', () => {
  expect([...initialWeights(slot('a', 'zeros', 3), 1)]).toEqual([0, 0, 0])
  expect([...initialWeights(slot('a', 'ones', 3), 1)]).toEqual([1, 1, 1])
  expect([...initialWeights(slot('a', { constant: 0.25 }, 3), 1)]).toEqual([0.25, 0.25, 0.25])
})

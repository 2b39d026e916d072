import '@tensorflow/tfjs-backend-cpu'
import { initializers } from '@tensorflow/tfjs-layers'
import { expect, test } from 'vitest'
import { initialWeights } from './initialWeights'
import type { WeightSlot } from './slots'

const slot = (layer: string, initializer: WeightSlot['initializer'], ...shape: number[]): WeightSlot => ({
  ...{ layer, weight: 'kernel', shape, initializer, kind: 'conv2d' },
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

const tfjs = {
  glorotNormal: initializers.glorotNormal({ seed: 3 }),
  heNormal: initializers.heNormal({ seed: 3 }),
  heUniform: initializers.heUniform({ seed: 3 }),
  leCunNormal: initializers.leCunNormal({ seed: 3 }),
  leCunUniform: initializers.leCunUniform({ seed: 3 }),
  randomNormal: initializers.randomNormal({ seed: 3 }),
  randomUniform: initializers.randomUniform({ seed: 3 }),
  truncatedNormal: initializers.truncatedNormal({ seed: 3 }),
} as const

test.each(Object.entries(tfjs))('%s is spread as TensorFlow.js spreads it', (name, theirs) => {
  const shape = [3, 3, 32, 64]
  const mine = initialWeights(slot('a', name as keyof typeof tfjs, ...shape), 1)
  const other = theirs.apply(shape).dataSync() as Float32Array
  // Of 18,432 numbers, the deviation is known to half a percent, and each quantile about as well.
  expect(Math.abs(mean(mine))).toBeLessThan(0.03 * deviation(mine))
  expect(deviation(mine) / deviation(other)).toBeCloseTo(1, 1.5)
  const [a, b] = [mine, other].map(values => values.slice().sort())
  for (const part of [0.02, 0.16, 0.84, 0.98]) {
    const place = Math.floor(part * a.length)
    expect(a[place] / b[place]).toBeCloseTo(1, 1)
  }
})

test.each([
  [3, 3, 4, 8],
  [5, 3],
])('orthogonal: rows or columns of length 1, at right angles (%i, %i …)', (...shape) => {
  const values = initialWeights(slot('a', 'orthogonal', ...shape), 1)
  const columns = shape.at(-1)!
  const rows = values.length / columns
  const at = (i: number, k: number) => (rows >= columns ? values[k * columns + i] : values[i * columns + k])
  for (let i = 0; i < Math.min(rows, columns); i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0
      for (let k = 0; k < Math.max(rows, columns); k++) product += at(i, k) * at(j, k)
      expect(product).toBeCloseTo(i === j ? 1 : 0, 5)
    }
  }
})

test('identity: a dense layer that starts with it passes its input on', () => {
  expect([...initialWeights(slot('a', 'identity', 2, 3), 1)]).toEqual([1, 0, 0, 0, 1, 0])
})

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function deviation(values: Float32Array): number {
  return Math.sqrt(mean(values.map(value => value ** 2)) - mean(values) ** 2)
}

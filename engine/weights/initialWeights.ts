import type { Initializer } from '../../builder/layerKind'
import { normalNumber } from './normalNumber'
import { randomNumbers } from './randomNumbers'
import { slotName, type WeightSlot } from './slots'

/**
 * The values a slot starts from, distributed as TensorFlow.js's initialisers of the same names. They follow from the seed
 * and the slot's name alone, so that editing one layer leaves the weights of the others as they are.
 *
 * Source  glorot…: Glorot and Bengio 2010, equation 16; he…: He et al. 2015, https://arxiv.org/abs/1502.01852, equation
 *         10; leCun…: LeCun et al. 1998, Efficient BackProp, §4.6; orthogonal: Saxe et al. 2014,
 *         https://arxiv.org/abs/1312.6120; fans as Keras counts them
 */
export function initialWeights(slot: WeightSlot, seed: number): Float32Array {
  const { shape, initializer } = slot
  const size = shape.reduce((a, b) => a * b, 1)
  if (typeof initializer === 'object') return new Float32Array(size).fill(initializer.constant)
  const next = randomNumbers(`${seed}/${slotName(slot)}`)
  return starts[initializer](shape, size, next)
}

type Start = (shape: readonly number[], size: number, next: () => number) => Float32Array

const starts: Readonly<Record<Exclude<Initializer, object>, Start>> = {
  zeros: (_shape, size) => new Float32Array(size),
  ones: (_shape, size) => new Float32Array(size).fill(1),
  glorotNormal: (shape, size, next) => truncated(size, Math.sqrt(2 / (fans(shape)[0] + fans(shape)[1])), next),
  glorotUniform: (shape, size, next) => uniform(size, Math.sqrt(6 / (fans(shape)[0] + fans(shape)[1])), next),
  heNormal: (shape, size, next) => truncated(size, Math.sqrt(2 / fans(shape)[0]), next),
  heUniform: (shape, size, next) => uniform(size, Math.sqrt(6 / fans(shape)[0]), next),
  leCunNormal: (shape, size, next) => truncated(size, Math.sqrt(1 / fans(shape)[0]), next),
  leCunUniform: (shape, size, next) => uniform(size, Math.sqrt(3 / fans(shape)[0]), next),
  randomNormal: (_shape, size, next) => Float32Array.from({ length: size }, () => 0.05 * normalNumber(next)),
  randomUniform: (_shape, size, next) => uniform(size, 0.05, next),
  truncatedNormal: (_shape, size, next) => truncated(size, 0.05, next),
  identity,
  orthogonal,
}

/** How many numbers one output rests on, and how many outputs one input reaches. */
function fans(shape: readonly number[]): readonly [number, number] {
  if (shape.length < 2) return [Math.sqrt(shape[0] ?? 1), Math.sqrt(shape[0] ?? 1)]
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1)
  const [inputs, outputs] = shape.slice(-2)
  return [window * inputs, window * outputs]
}

function uniform(size: number, bound: number, next: () => number): Float32Array {
  return Float32Array.from({ length: size }, () => bound * (2 * next() - 1))
}

/** Normal, what is further than two deviations away drawn again. */
function truncated(size: number, deviation: number, next: () => number): Float32Array {
  return Float32Array.from({ length: size }, () => {
    for (;;) {
      const value = normalNumber(next)
      if (Math.abs(value) <= 2) return deviation * value
    }
  })
}

/** Ones where the last two axes meet. */
function identity(shape: readonly number[], size: number): Float32Array {
  const [inputs, outputs] = shape.slice(-2)
  return Float32Array.from({ length: size }, (_, i) => {
    const place = i % (inputs * outputs)
    return Math.floor(place / outputs) === place % outputs ? 1 : 0
  })
}

/** Orthonormal rows or columns, whichever are fewer, of the matrix whose columns the last axis counts. */
function orthogonal(shape: readonly number[], size: number, next: () => number): Float32Array {
  const columns = shape[shape.length - 1]
  const rows = size / columns
  const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)]
  const vectors: Float64Array[] = []
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => normalNumber(next))
    for (const other of vectors) {
      const along = vector.reduce((sum, value, i) => sum + value * other[i], 0)
      for (let i = 0; i < length; i++) vector[i] -= along * other[i]
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
    vectors.push(vector.map(value => value / norm))
  }
  return Float32Array.from({ length: size }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    return rows >= columns ? vectors[column][row] : vectors[row][column]
  })
}

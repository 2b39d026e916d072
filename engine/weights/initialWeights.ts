import { randomNumbers } from './randomNumbers'
import { slotName, type WeightSlot } from './slots'

/**
 * The values a slot starts from. They follow from the seed and the slot's name alone, so that editing one layer leaves
 * the weights of the others as they are.
 *
 * Source  glorotUniform: Glorot and Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural
 *         Networks, equation 16; fans as Keras counts them
 */
export function initialWeights(slot: WeightSlot, seed: number): Float32Array {
  const { shape, initializer } = slot
  const size = shape.reduce((a, b) => a * b, 1)
  if (initializer === 'zeros') return new Float32Array(size)
  if (initializer === 'ones') return new Float32Array(size).fill(1)
  if (typeof initializer === 'object') return new Float32Array(size).fill(initializer.constant)
  const window = shape.slice(0, -2).reduce((a, b) => a * b, 1)
  const [inputs, outputs] = shape.slice(-2)
  const bound = Math.sqrt(6 / (window * (inputs + outputs)))
  const next = randomNumbers(`${seed}/${slotName(slot)}`)
  return Float32Array.from({ length: size }, () => bound * (2 * next() - 1))
}

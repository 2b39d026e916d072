import { beforeAll, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { randomNumbers } from '../weights/randomNumbers'
import { eigenCam } from './eigenCam'

beforeAll(() => useBackend('wasm'))

test.each([
  [3, 2],
  [2, 9],
])('the first singular vector of %i×%i places and so many channels is found', async (side, channels) => {
  const image = input(side, side, channels)
  const network = build(model('m', image, image.rescaling(1).globalAveragePool2d().dense(2)))
  // A matrix whose first singular vectors are known: two outer products of orthogonal vectors.
  const places = side * side
  const [left, right] = [orthogonalPair(places), orthogonalPair(channels)]
  const pixels = Array.from({ length: places * channels }, (_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels]
    return 3 * left[0][place] * right[0][channel] + 1 * left[1][place] * right[1][channel]
  })
  const { map } = await explainPixels(eigenCam, network, pixels, 0, { layer: 'rescaling_1' })
  const sign = Math.sign(left[0].reduce((sum, value) => sum + value, 0))
  expectClose(
    [...map],
    left[0].map(value => Math.max(0, 3 * sign * value)),
    1e-4,
  )
})

/** Two orthogonal vectors of length 1. */
function orthogonalPair(size: number): [number[], number[]] {
  const next = randomNumbers(String(size))
  const [first, other] = [0, 1].map(() => Array.from({ length: size }, () => next() - 0.3))
  const unit = (vector: number[]) => vector.map(value => value / Math.hypot(...vector))
  const one = unit(first)
  const along = other.reduce((sum, value, i) => sum + value * one[i], 0)
  return [one, unit(other.map((value, i) => value - along * one[i]))]
}

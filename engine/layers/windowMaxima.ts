import {
  cast,
  equal,
  logicalAnd,
  logicalNot,
  logicalOr,
  maxPool as pool,
  slice,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import type { Placement } from './placement'
import { border, subsample } from './resampling'

type Sizes = readonly [number, number]

/** The maximum of every window; the border never is one. */
export function windowMaxima(map: Tensor, poolSize: Sizes, placement: Placement): Tensor4D {
  return pool(surround(map, placement), [...poolSize], [...placement.strides], 'valid')
}

/**
 * For every tap of the window, 1 where it holds the window's maximum, and 0 elsewhere; of several equal maxima, the first
 * one counts.
 */
export function* maximumTaps(map: Tensor, maxima: Tensor, poolSize: Sizes, placement: Placement) {
  const { output: size, strides } = placement
  const padded = surround(map, placement)
  const [images, , , channels] = padded.shape
  const reach = [(size[0] - 1) * strides[0] + 1, (size[1] - 1) * strides[1] + 1] as const
  let found = logicalNot(equal(maxima, maxima))
  for (let row = 0; row < poolSize[0]; row++) {
    for (let column = 0; column < poolSize[1]; column++) {
      const tap = subsample(slice(padded, [0, row, column, 0], [images, ...reach, channels]), strides)
      const hit = logicalAnd(equal(tap, maxima), logicalNot(found))
      found = logicalOr(found, hit)
      yield { row, column, hit: cast(hit, 'float32') as Tensor4D }
    }
  }
}

/** The map with a border that never is the maximum; elements that no window reads are cut off. */
function surround(map: Tensor, { before, after }: Placement): Tensor4D {
  return border(map as Tensor4D, before, after, LOWEST)
}

/** The lowest float32: −∞ is not to be relied on in shaders. */
const LOWEST = -(2 - 2 ** -23) * 2 ** 127

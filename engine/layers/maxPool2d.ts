import {
  add,
  cast,
  equal,
  logicalAnd,
  logicalNot,
  logicalOr,
  maxPool,
  mul,
  slice,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import { maxPool2d as kind } from '../../builder/layers/maxPool2d'
import { defineComputation } from '../computation'
import { mapSize, type Placement, place } from './placement'
import { border, spread, subsample } from './resampling'

/**
 * {@link kind}; of several equal maxima, the first one has the gradient.
 *
 * WASM's own gradient kernel sends the gradient of a window of negative numbers to its first element. So each tap of the
 * window is compared with the output, and the gradients of the taps are added up.
 */
export const maxPool2d = defineComputation(kind, {
  forward({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    return [maxPool(surround(input as Tensor4D, placement), [...poolSize], [...strides], 'valid')]
  },

  backward({ poolSize, strides = poolSize, padding, ceilMode }, { inputs: [input], outputs, outputGradients }) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    const { output: size, before, after } = placement
    const padded = surround(input as Tensor4D, placement)
    const [images, height, width, channels] = padded.shape
    const reach = [(size[0] - 1) * strides[0] + 1, (size[1] - 1) * strides[1] + 1] as const
    let found = logicalNot(equal(outputs[0], outputs[0]))
    let sum: Tensor4D | undefined
    for (let row = 0; row < poolSize[0]; row++) {
      for (let column = 0; column < poolSize[1]; column++) {
        const tap = subsample(slice(padded, [0, row, column, 0], [images, ...reach, channels]), strides)
        const hit = logicalAnd(equal(tap, outputs[0]), logicalNot(found))
        found = logicalOr(found, hit)
        const part = spread(mul(outputGradients[0], cast(hit, 'float32')) as Tensor4D, strides)
        const placed = border(part, [row, column], [height - reach[0] - row, width - reach[1] - column])
        sum = sum ? add(sum, placed) : placed
      }
    }
    return [border(sum!, [-before[0], -before[1]], [-after[0], -after[1]])]
  },
})

/** The map with a border that never is the maximum; elements that no window reads are cut off. */
function surround(map: Tensor4D, { before, after }: Placement): Tensor4D {
  return border(map, before, after, LOWEST)
}

/** The lowest float32: −∞ is not to be relied on in shaders. */
const LOWEST = -(2 - 2 ** -23) * 2 ** 127

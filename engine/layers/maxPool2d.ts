import { add, mul, type Tensor4D } from '@tensorflow/tfjs-core'
import { maxPool2d as kind } from '../../builder/layers/maxPool2d'
import { defineComputation } from '../computation'
import { mapSize, place } from './placement'
import { border, spread } from './resampling'
import { maximumTaps, windowMaxima } from './windowMaxima'

/**
 * {@link kind}; of several equal maxima, the first one has the gradient.
 *
 * WASM's own gradient kernel sends the gradient of a window of negative numbers to its first element. So each tap of the
 * window is compared with the output, and the gradients of the taps are added up.
 */
export const maxPool2d = defineComputation(kind, {
  forward({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    return [windowMaxima(input, poolSize, placement)]
  },

  backward({ poolSize, strides = poolSize, padding, ceilMode }, { inputs: [input], outputs, outputGradients }) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    const { output: size, before, after } = placement
    const below = [0, 1].map(
      axis => before[axis] + placement.input[axis] + after[axis] - (size[axis] - 1) * strides[axis] - 1,
    )
    let sum: Tensor4D | undefined
    for (const { row, column, hit } of maximumTaps(input, outputs[0], poolSize, placement)) {
      const part = spread(mul(outputGradients[0], hit) as Tensor4D, strides)
      const placed = border(part, [row, column], [below[0] - row, below[1] - column])
      sum = sum ? add(sum, placed) : placed
    }
    return [border(sum!, [-before[0], -before[1]], [-after[0], -after[1]])]
  },
})

import { div, maximum, mul, ones, sqrt, square, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import { l2Pool as kind } from '../../builder/layers/l2Pool'
import { defineComputation } from '../computation'
import { convolveDepthwise, convolveDepthwiseTransposed } from './convolution'
import { mapSize, place } from './placement'

/** {@link kind}; a window of zeros passes no gradient on. */
export const l2Pool = defineComputation(kind, {
  forward({ poolSize, strides = poolSize, padding, ceilMode }, [input]) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    return [sqrt(convolveDepthwise(square(input) as Tensor4D, window(poolSize, input), placement))]
  },

  backward(
    { poolSize, strides = poolSize, padding, ceilMode },
    { inputs: [input], outputs: [output], outputGradients: [gradient] },
  ) {
    const placement = place({ kernelSize: poolSize, strides, padding, ceilMode }, mapSize(input))
    const shares = div(gradient, maximum(output, SHORTEST)) as Tensor4D
    return [mul(input, convolveDepthwiseTransposed(shares, window(poolSize, input), placement))]
  },
})

function window(poolSize: readonly [number, number], input: Tensor): Tensor4D {
  return ones([...poolSize, input.shape[3]!, 1])
}

const SHORTEST = 1e-12

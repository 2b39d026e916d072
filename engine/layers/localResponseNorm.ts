import { add, matMul, mul, pow, reshape, square, sub, type Tensor, tensor2d } from '@tensorflow/tfjs-core'
import { localResponseNorm as kind } from '../../builder/layers/localResponseNorm'
import { defineComputation } from '../computation'

/** {@link kind} */
export const localResponseNorm = defineComputation(kind, {
  forward(options, [input]) {
    return [mul(input, pow(divisor(options, input), -options.beta))]
  },

  /** With n the divisor: gradient · n^−β − 2αβ · x · Σ gradient · x · n^(−β − 1), the sum over the same neighbours. */
  backward(options, { inputs: [input], outputGradients: [gradient] }) {
    const { depthRadius, alpha, beta } = options
    const strength = divisor(options, input)
    const own = mul(gradient, pow(strength, -beta))
    const shared = sumNeighbours(mul(mul(gradient, input), pow(strength, -beta - 1)), depthRadius)
    return [sub(own, mul(mul(input, shared), 2 * alpha * beta))]
  },
})

function divisor(
  { depthRadius, bias, alpha }: { depthRadius: number; bias: number; alpha: number },
  map: Tensor,
): Tensor {
  return add(mul(sumNeighbours(square(map), depthRadius), alpha), bias)
}

/** Sums each channel with those at most `radius` away. */
function sumNeighbours(map: Tensor, radius: number): Tensor {
  const channels = map.shape[map.rank - 1]
  const near = Array.from({ length: channels ** 2 }, (_, i) =>
    Math.abs(Math.floor(i / channels) - (i % channels)) <= radius ? 1 : 0,
  )
  return reshape(matMul(reshape(map, [-1, channels]), tensor2d(near, [channels, channels])), map.shape)
}

import { add, mul, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core'
import { batchNorm as kind } from '../../builder/layers/batchNorm'
import { defineComputation, type Weights } from '../computation'

/** {@link kind}, with the moving statistics. */
export const batchNorm = defineComputation(kind, {
  forward({ epsilon }, [input], weights) {
    const scaled = mul(sub(input, weights.movingMean), scale(epsilon, weights))
    return [weights.beta ? add(scaled, weights.beta) : scaled]
  },

  backward: ({ epsilon }, { outputGradients: [gradient], weights }) => [mul(gradient, scale(epsilon, weights))],
})

function scale(epsilon: number, { gamma, movingVariance }: Weights): Tensor {
  const inverse = rsqrt(add(movingVariance, epsilon))
  return gamma ? mul(gamma, inverse) : inverse
}

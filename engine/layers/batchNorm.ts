import { add, mul, reshape, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core'
import { batchNorm as kind } from '../../builder/layers/batchNorm'
import { defineComputation, type Weights } from '../computation'

/** {@link kind}, with the moving statistics. */
export const batchNorm = defineComputation(kind, {
  forward({ axis, epsilon }, [input], weights) {
    const on = spread(axis, input)
    const scaled = mul(sub(input, on(weights.movingMean)), on(scale(epsilon, weights)))
    return [weights.beta ? add(scaled, on(weights.beta)) : scaled]
  },

  backward: ({ axis, epsilon }, { outputGradients: [gradient], weights }) => [
    mul(gradient, spread(axis, gradient)(scale(epsilon, weights))),
  ],
})

/** Lays numbers, one a channel, along the axis of the channels. */
function spread(axis: number, { rank }: Tensor): (numbers: Tensor) => Tensor {
  const last = rank - 1
  const place = axis < 0 ? rank + axis : axis
  return numbers =>
    place === last ? numbers : reshape(numbers, [-1, ...Array.from({ length: last - place }, () => 1)])
}

function scale(epsilon: number, { gamma, movingVariance }: Weights): Tensor {
  const inverse = rsqrt(add(movingVariance, epsilon))
  return gamma ? mul(gamma, inverse) : inverse
}

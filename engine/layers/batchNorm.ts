import { add, mul, neg, reshape, rsqrt, sub, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import { batchNorm as kind } from '../../builder/layers/batchNorm'
import { defineComputation } from '../computation'
import { scaleChannels } from './scaleChannels'

/** {@link kind}, with the moving statistics: a scale and a shift for each channel. */
export const batchNorm = defineComputation(kind, {
  prepare({ epsilon }, { gamma, beta, movingMean, movingVariance }) {
    const inverse = rsqrt(add(movingVariance, epsilon))
    const scale = gamma ? mul(gamma, inverse) : inverse
    const mean = mul(movingMean, scale)
    return { scale, shift: beta ? sub(beta, mean) : neg(mean) }
  },

  forward({ axis }, [input], { scale, shift }) {
    if (input.rank === 4 && placeOf(axis, input) === 3) return [scaleChannels(input as Tensor4D, scale, shift)]
    return [add(mul(input, spread(scale, axis, input)), spread(shift, axis, input))]
  },

  backward: ({ axis }, { outputGradients: [gradient], weights: { scale } }) => [
    mul(gradient, spread(scale, axis, gradient)),
  ],
})

/** Lays numbers, one a channel, along the axis of the channels. */
function spread(numbers: Tensor, axis: number, map: Tensor): Tensor {
  const behind = map.rank - 1 - placeOf(axis, map)
  return behind === 0 ? numbers : reshape(numbers, [-1, ...Array.from({ length: behind }, () => 1)])
}

function placeOf(axis: number, { rank }: Tensor): number {
  return axis < 0 ? rank + axis : axis
}

import { argMax, cast, div, max, mean, mul, oneHot, onesLike } from '@tensorflow/tfjs-core'
import { channelPool as kind } from '../../builder/layers/channelPool'
import { defineComputation } from '../computation'

/** {@link kind}; of several equal maxima, the first one has the gradient. */
export const channelPool = defineComputation(kind, {
  forward: ({ method }, [input]) => [method === 'max' ? max(input, -1, true) : mean(input, -1, true)],

  backward({ method }, { inputs: [input], outputGradients: [gradient] }) {
    const channels = input.shape[input.rank - 1]
    if (method === 'average') return [mul(onesLike(input), div(gradient, channels))]
    return [mul(cast(oneHot(argMax(input, -1), channels), 'float32'), gradient)]
  },
})

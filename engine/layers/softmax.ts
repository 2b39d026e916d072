import { div, exp, max, mul, softmax as normalise, sub, sum } from '@tensorflow/tfjs-core'
import { softmax as kind } from '../../builder/layers/softmax'
import { defineComputation } from '../computation'

/** {@link kind} */
export const softmax = defineComputation(kind, {
  forward({ axis }, [input]) {
    if (axis === -1 || axis === input.rank - 1) return [normalise(input)]
    // TensorFlow.js has softmax along the last axis alone.
    const shares = exp(sub(input, max(input, axis, true)))
    return [div(shares, sum(shares, axis, true))]
  },

  backward: ({ axis }, { outputs: [output], outputGradients: [gradient] }) => [
    mul(output, sub(gradient, sum(mul(output, gradient), axis, true))),
  ],
})

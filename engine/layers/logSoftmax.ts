import { exp, log, max, mul, sub, sum } from '@tensorflow/tfjs-core'
import { logSoftmax as kind } from '../../builder/layers/logSoftmax'
import { defineComputation } from '../computation'

/** {@link kind} */
export const logSoftmax = defineComputation(kind, {
  forward(_options, [input]) {
    const shifted = sub(input, max(input, -1, true))
    return [sub(shifted, log(sum(exp(shifted), -1, true)))]
  },

  backward: (_options, { outputs: [output], outputGradients: [gradient] }) => [
    sub(gradient, mul(exp(output), sum(gradient, -1, true))),
  ],
})

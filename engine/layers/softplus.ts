import { abs, add, exp, log, mul, neg, relu, sigmoid } from '@tensorflow/tfjs-core'
import { softplus as kind } from '../../builder/layers/softplus'
import { defineComputation } from '../computation'

/** {@link kind} */
export const softplus = defineComputation(kind, {
  // The usual form overflows where exp x does.
  forward: (_options, [input]) => [add(relu(input), log(add(exp(neg(abs(input))), 1)))],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [mul(gradient, sigmoid(input))],
})

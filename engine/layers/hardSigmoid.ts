import { abs, add, cast, div, less, mul, relu6 } from '@tensorflow/tfjs-core'
import { hardSigmoid as kind } from '../../builder/layers/hardSigmoid'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly −3 and 3 is 0. */
export const hardSigmoid = defineComputation(kind, {
  forward: (_options, [input]) => [div(relu6(add(input, 3)), 6)],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [
    mul(gradient, div(cast(less(abs(input), 3), 'float32'), 6)),
  ],
})

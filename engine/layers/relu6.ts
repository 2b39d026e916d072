import { cast, greater, less, logicalAnd, mul, relu6 as rectify } from '@tensorflow/tfjs-core'
import { relu6 as kind } from '../../builder/layers/relu6'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly 0 and 6 is 0. */
export const relu6 = defineComputation(kind, {
  forward: (_options, [input]) => [rectify(input)],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [
    mul(gradient, cast(logicalAnd(greater(input, 0), less(input, 6)), 'float32')),
  ],
})

import { cast, greater, mul, relu as rectify } from '@tensorflow/tfjs-core'
import { relu as kind } from '../../builder/layers/relu'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly 0 is 0. */
export const relu = defineComputation(kind, {
  forward: (_options, [input]) => [rectify(input)],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [
    mul(gradient, cast(greater(input, 0), 'float32')),
  ],
})

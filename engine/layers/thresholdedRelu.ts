import { cast, greater, mul } from '@tensorflow/tfjs-core'
import { thresholdedRelu as kind } from '../../builder/layers/thresholdedRelu'
import { defineComputation } from '../computation'

/** {@link kind}; the gradient at exactly the threshold is 0. */
export const thresholdedRelu = defineComputation(kind, {
  forward: ({ theta }, [input]) => [mul(input, cast(greater(input, theta), 'float32'))],
  backward: ({ theta }, { inputs: [input], outputGradients: [gradient] }) => [
    mul(gradient, cast(greater(input, theta), 'float32')),
  ],
})

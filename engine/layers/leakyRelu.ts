import { leakyRelu as leak, mul, step } from '@tensorflow/tfjs-core'
import { leakyRelu as kind } from '../../builder/layers/leakyRelu'
import { defineComputation } from '../computation'

/** {@link kind}; the slope at exactly 0 is alpha. */
export const leakyRelu = defineComputation(kind, {
  forward: ({ alpha }, [input]) => [leak(input, alpha)],
  backward: ({ alpha }, { inputs: [input], outputGradients: [gradient] }) => [mul(gradient, step(input, alpha))],
})

import { mul, softmax as normalise, sub, sum } from '@tensorflow/tfjs-core'
import { softmax as kind } from '../../builder/layers/softmax'
import { defineComputation } from '../computation'

/** {@link kind} */
export const softmax = defineComputation(kind, {
  forward: (_options, [input]) => [normalise(input)],
  backward: (_options, { outputs: [output], outputGradients: [gradient] }) => [
    mul(output, sub(gradient, sum(mul(output, gradient), -1, true))),
  ],
})

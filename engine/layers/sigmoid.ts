import { mul, sigmoid as squash, sub } from '@tensorflow/tfjs-core'
import { sigmoid as kind } from '../../builder/layers/sigmoid'
import { defineComputation } from '../computation'

/** {@link kind} */
export const sigmoid = defineComputation(kind, {
  forward: (_options, [input]) => [squash(input)],
  backward: (_options, { outputs: [output], outputGradients: [gradient] }) => [
    mul(gradient, mul(output, sub(1, output))),
  ],
})

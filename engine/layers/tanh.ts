import { mul, square, tanh as squash, sub } from '@tensorflow/tfjs-core'
import { tanh as kind } from '../../builder/layers/tanh'
import { defineComputation } from '../computation'

/** {@link kind} */
export const tanh = defineComputation(kind, {
  forward: (_options, [input]) => [squash(input)],
  backward: (_options, { outputs: [output], outputGradients: [gradient] }) => [mul(gradient, sub(1, square(output)))],
})

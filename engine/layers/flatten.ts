import { reshape } from '@tensorflow/tfjs-core'
import { flatten as kind } from '../../builder/layers/flatten'
import { defineComputation } from '../computation'

/** {@link kind} */
export const flatten = defineComputation(kind, {
  forward: (_options, [input]) => [reshape(input, [input.shape[0], -1])],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [reshape(gradient, input.shape)],
})

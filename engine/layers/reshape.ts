import { reshape as arrange } from '@tensorflow/tfjs-core'
import { reshape as kind } from '../../builder/layers/reshape'
import { defineComputation } from '../computation'

/** {@link kind} */
export const reshape = defineComputation(kind, {
  forward: ({ targetShape }, [input]) => [arrange(input, [input.shape[0], ...targetShape])],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [arrange(gradient, input.shape)],
})

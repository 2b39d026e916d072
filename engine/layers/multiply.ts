import { mul } from '@tensorflow/tfjs-core'
import { multiply as kind } from '../../builder/layers/multiply'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind} */
export const multiply = defineComputation(kind, {
  forward: (_options, inputs) => [inputs.reduce((a, b) => mul(a, b))],
  backward: (_options, { inputs, outputGradients: [gradient] }) =>
    inputs.map((input, index) => {
      const others = inputs.filter((_, other) => other !== index)
      return unbroadcast(
        others.reduce((a, b) => mul(a, b), gradient),
        input.shape,
      )
    }),
})

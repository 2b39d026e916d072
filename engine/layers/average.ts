import { add, div } from '@tensorflow/tfjs-core'
import { average as kind } from '../../builder/layers/average'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind} */
export const average = defineComputation(kind, {
  forward: (_options, inputs) => [
    div(
      inputs.reduce((a, b) => add(a, b)),
      inputs.length,
    ),
  ],
  backward: (_options, { inputs, outputGradients: [gradient] }) =>
    inputs.map(({ shape }) => div(unbroadcast(gradient, shape), inputs.length)),
})

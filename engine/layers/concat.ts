import { concat as join, split } from '@tensorflow/tfjs-core'
import { concat as kind } from '../../builder/layers/concat'
import { defineComputation } from '../computation'

/** {@link kind} */
export const concat = defineComputation(kind, {
  forward: ({ axis }, inputs) => [join([...inputs], axis)],
  backward: ({ axis }, { inputs, outputGradients: [gradient] }) =>
    split(
      gradient,
      inputs.map(({ shape }) => shape.at(axis)!),
      axis,
    ),
})

import { abs, add, div, square } from '@tensorflow/tfjs-core'
import { softsign as kind } from '../../builder/layers/softsign'
import { defineComputation } from '../computation'

/** {@link kind} */
export const softsign = defineComputation(kind, {
  forward: (_options, [input]) => [div(input, add(abs(input), 1))],
  backward: (_options, { inputs: [input], outputGradients: [gradient] }) => [div(gradient, square(add(abs(input), 1)))],
})

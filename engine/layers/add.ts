import { add as sum } from '@tensorflow/tfjs-core'
import { add as kind } from '../../builder/layers/add'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind} */
export const add = defineComputation(kind, {
  forward: (_options, inputs) => [inputs.reduce((a, b) => sum(a, b))],
  backward: (_options, { inputs, outputGradients: [gradient] }) =>
    inputs.map(({ shape }) => unbroadcast(gradient, shape)),
})

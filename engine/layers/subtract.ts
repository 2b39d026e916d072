import { neg, sub } from '@tensorflow/tfjs-core'
import { subtract as kind } from '../../builder/layers/subtract'
import { defineComputation } from '../computation'
import { unbroadcast } from './broadcast'

/** {@link kind} */
export const subtract = defineComputation(kind, {
  forward: (_options, [from, taken]) => [sub(from, taken)],
  backward: (_options, { inputs: [from, taken], outputGradients: [gradient] }) => [
    unbroadcast(gradient, from.shape),
    neg(unbroadcast(gradient, taken.shape)),
  ],
})

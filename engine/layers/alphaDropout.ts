import { alphaDropout as kind } from '../../builder/layers/alphaDropout'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is dropped. */
export const alphaDropout = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

import { gaussianDropout as kind } from '../../builder/layers/gaussianDropout'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is multiplied by noise. */
export const gaussianDropout = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

import { spatialDropout1d as kind } from '../../builder/layers/spatialDropout1d'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is dropped. */
export const spatialDropout1d = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

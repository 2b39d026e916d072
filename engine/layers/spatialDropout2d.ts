import { spatialDropout2d as kind } from '../../builder/layers/spatialDropout2d'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is dropped. */
export const spatialDropout2d = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

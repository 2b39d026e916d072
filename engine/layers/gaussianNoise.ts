import { gaussianNoise as kind } from '../../builder/layers/gaussianNoise'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is added. */
export const gaussianNoise = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

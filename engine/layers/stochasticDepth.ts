import { stochasticDepth as kind } from '../../builder/layers/stochasticDepth'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is dropped. */
export const stochasticDepth = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

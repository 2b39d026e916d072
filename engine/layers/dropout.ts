import { dropout as kind } from '../../builder/layers/dropout'
import { defineComputation } from '../computation'

/** {@link kind}: at inference nothing is dropped. */
export const dropout = defineComputation(kind, {
  forward: (_options, [input]) => [input.clone()],
  backward: (_options, { outputGradients: [gradient] }) => [gradient.clone()],
})

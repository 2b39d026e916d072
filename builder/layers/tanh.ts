import { defineLayer } from '../layerKind'

/**
 * Hyperbolic tangent.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  LeCun et al. 1998, Efficient BackProp, §4.4
 */
export const tanh = defineLayer({
  kind: 'tanh',
  summary: 'Brings every element between −1 and 1.',
  options: {},
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'

/**
 * A smooth rectifier: ln(1 + exp x).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Dugas et al. 2001, Incorporating Second-Order Functional Knowledge for Better Option Pricing
 */
export const softplus = defineLayer({
  kind: 'softplus',
  summary: 'Keeps what is positive, with a smooth bend to zero.',
  options: {},
  infer: (_options, [input]) => [input],
})

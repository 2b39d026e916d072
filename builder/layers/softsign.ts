import { defineLayer } from '../layerKind'

/**
 * Softsign: x / (1 + |x|).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Bergstra et al. 2009, Quadratic Polynomials Learn Better Image Features
 */
export const softsign = defineLayer({
  kind: 'softsign',
  summary: 'Squashes to between -1 and 1, slowly.',
  options: {},
  infer: (_options, [input]) => [input],
})

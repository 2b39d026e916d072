import { defineLayer } from '../layerKind'

/**
 * Logistic function: 1 / (1 + exp(−x)).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Han and Moraga 1995, The Influence of the Sigmoid Function Parameters
 */
export const sigmoid = defineLayer({
  kind: 'sigmoid',
  summary: 'Brings every element between 0 and 1.',
  options: {},
  infer: (_options, [input]) => [input],
})

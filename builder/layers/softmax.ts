import { defineLayer } from '../layerKind'

/**
 * Softmax over the last axis: exp(x) / Σ exp(x).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export const softmax = defineLayer({
  kind: 'softmax',
  summary: 'Turns scores into probabilities that sum to 1.',
  options: {},
  infer: (_options, [input]) => [input],
})

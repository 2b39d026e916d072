import { defineLayer } from '../layerKind'

/**
 * Logarithm of softmax over the last axis: x − ln Σ exp(x).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export const logSoftmax = defineLayer({
  kind: 'logSoftmax',
  summary: 'Turns scores into logarithms of probabilities.',
  options: {},
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'

/**
 * Scaled exponential linear unit: 1.0507 · x where positive, 1.0507 · 1.6733 · (exp(x) − 1) elsewhere.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Klambauer et al. 2017, Self-Normalizing Neural Networks, eq. 2, https://arxiv.org/abs/1706.02515
 */
export const selu = defineLayer({
  kind: 'selu',
  summary: 'Keeps activations near mean 0 and variance 1.',
  options: {},
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'
import { numberOr } from '../option'

/**
 * Exponential linear unit: x where positive, alpha · (exp(x) − 1) elsewhere.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Clevert, Unterthiner, Hochreiter 2016, Fast and Accurate Deep Network Learning by ELUs, eq. 15,
 *         https://arxiv.org/abs/1511.07289
 */
export const elu = defineLayer({
  kind: 'elu',
  summary: 'Keeps what is positive, bends the rest towards −alpha.',
  options: { alpha: numberOr(1, 'What very negative inputs tend to, negated.') },
  infer: (_options, [input]) => [input],
})

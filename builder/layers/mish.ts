import { defineLayer } from '../layerKind'

/**
 * Mish: x · tanh(ln(1 + exp x)).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Misra 2020, Mish, https://arxiv.org/abs/1908.08681
 */
export const mish = defineLayer({
  kind: 'mish',
  summary: 'Keeps what is positive, lets a little of the negative through.',
  options: {},
  infer: (_options, [input]) => [input],
})

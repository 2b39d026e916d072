import { defineLayer } from '../layerKind'

/**
 * Swish, also called SiLU: x · sigmoid(x).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Ramachandran, Zoph, Le 2017, Searching for Activation Functions, §3, https://arxiv.org/abs/1710.05941
 */
export const swish = defineLayer({
  kind: 'swish',
  summary: 'Weighs every element by its own sigmoid.',
  options: {},
  infer: (_options, [input]) => [input],
})

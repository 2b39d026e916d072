import { defineLayer } from '../layerKind'

/**
 * Hard swish: x · min(max(x + 3, 0), 6) / 6, a swish of straight pieces.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Howard et al. 2019, Searching for MobileNetV3, §5.2, https://arxiv.org/abs/1905.02244
 */
export const hardSwish = defineLayer({
  kind: 'hardSwish',
  summary: 'Weighs every element by its own hard sigmoid.',
  options: {},
  infer: (_options, [input]) => [input],
})

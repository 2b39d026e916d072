import { defineLayer } from '../layerKind'
import { numberIn } from '../option'

/**
 * Stochastic depth: in training, drops a whole residual branch for an image with probability `rate` and divides by
 * 1 − rate otherwise; nothing at inference. It stands last in the branch, before the sum.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Huang et al. 2016, Deep Networks with Stochastic Depth, §3, https://arxiv.org/abs/1603.09382
 */
export const stochasticDepth = defineLayer({
  kind: 'stochasticDepth',
  summary: 'Drops a whole branch at random in training; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of dropping the branch.') },
  positional: ['rate'],
  infer: (_options, [input]) => [input],
})

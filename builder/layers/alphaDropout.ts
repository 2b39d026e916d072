import { defineLayer } from '../layerKind'
import { numberIn } from '../option'

/**
 * Alpha dropout: in training, drops to the least value of {@link selu} and keeps mean and variance; nothing at
 * inference.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Klambauer et al. 2017, Self-Normalizing Neural Networks, §3, https://arxiv.org/abs/1706.02515
 */
export const alphaDropout = defineLayer({
  kind: 'alphaDropout',
  summary: 'Drops elements in training as SELU needs it; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of dropping.') },
  positional: ['rate'],
  infer: (_options, [input]) => [input],
})

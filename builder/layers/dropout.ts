import { defineLayer } from '../layerKind'
import { numberIn } from '../option'

/**
 * Dropout: in training, sets elements to zero with probability `rate` and divides the rest by 1 − rate; nothing at inference.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Srivastava et al. 2014, Dropout, §4, https://jmlr.org/papers/v15/srivastava14a.html
 */
export const dropout = defineLayer({
  kind: 'dropout',
  summary: 'Drops elements at random in training; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of dropping.') },
  positional: ['rate'],
  infer: (_options, [input]) => [input],
})

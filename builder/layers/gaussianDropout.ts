import { defineLayer } from '../layerKind'
import { numberIn } from '../option'

/**
 * Gaussian dropout: in training, multiplies by random numbers of mean 1 and variance rate / (1 − rate); nothing at
 * inference.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Srivastava et al. 2014, Dropout, §10, https://jmlr.org/papers/v15/srivastava14a.html
 */
export const gaussianDropout = defineLayer({
  kind: 'gaussianDropout',
  summary: 'Multiplies by noise in training; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of the dropout that it takes the place of.') },
  positional: ['rate'],
  infer: (_options, [input]) => [input],
})

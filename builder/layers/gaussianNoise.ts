import { defineLayer } from '../layerKind'
import { number } from '../option'

/**
 * Gaussian noise: in training, adds random numbers of mean 0; nothing at inference.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Bishop 1995, Training with Noise is Equivalent to Tikhonov Regularization
 */
export const gaussianNoise = defineLayer({
  kind: 'gaussianNoise',
  summary: 'Adds noise in training; does nothing at inference.',
  options: { stddev: number('Standard deviation of the noise.') },
  positional: ['stddev'],
  infer: (_options, [input]) => [input],
})

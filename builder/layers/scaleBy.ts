import { defineLayer } from '../layerKind'
import { number } from '../option'

/**
 * Multiplies by a fixed number, as Inception-ResNet does to its residual branches to keep training stable.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Szegedy et al. 2017, Inception-v4, §3.3, https://arxiv.org/abs/1602.07261
 */
export const scaleBy = defineLayer({
  kind: 'scaleBy',
  summary: 'Multiplies every element by a fixed number.',
  options: { factor: number('What to multiply by.') },
  positional: ['factor'],
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'
import { numberOr } from '../option'

/**
 * Thresholded rectified linear unit: x where it is above theta, 0 elsewhere.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Konda, Memisevic, Krueger 2015, Zero-bias Autoencoders, https://arxiv.org/abs/1402.3337
 */
export const thresholdedRelu = defineLayer({
  kind: 'thresholdedRelu',
  summary: 'Keeps what is above a threshold, sets the rest to zero.',
  options: { theta: numberOr(1, 'What is not above it becomes zero.') },
  infer: (_options, [input]) => [input],
})

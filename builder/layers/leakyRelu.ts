import { defineLayer } from '../layerKind'
import { numberOr } from '../option'

/**
 * Leaky rectified linear unit: x where positive, alpha · x elsewhere.
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models, §2
 */
export const leakyRelu = defineLayer({
  kind: 'leakyRelu',
  summary: 'Keeps what is positive, shrinks the rest.',
  options: { alpha: numberOr(0.3, 'Slope where the input is negative.') },
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'

/**
 * Rectified linear unit, cut off at 6: min(max(x, 0), 6).
 *
 * Input   any shape
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Krizhevsky 2010, Convolutional Deep Belief Networks on CIFAR-10, §2
 */
export const relu6 = defineLayer({
  kind: 'relu6',
  summary: 'Keeps what lies between 0 and 6.',
  options: {},
  infer: (_options, [input]) => [input],
})

import { defineLayer } from '../layerKind'
import { countOr, numberOr } from '../option'

/**
 * Local response normalisation as in TensorFlow: every element divided by (bias + alpha · Σ x²) ^ beta, the sum running
 * over the neighbouring channels at the same place. AlexNet's is depthRadius 2, bias 2, alpha 1e-4, beta 0.75; Caffe and
 * PyTorch divide their alpha by the 2 · depthRadius + 1 channels of the window.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Krizhevsky, Sutskever, Hinton 2012, ImageNet Classification with Deep CNNs, §3.3
 */
export const localResponseNorm = defineLayer({
  kind: 'localResponseNorm',
  summary: 'Divides every element by the strength of its neighbouring channels.',
  options: {
    depthRadius: countOr(5, 'Channels counted on either side.'),
    bias: numberOr(1, 'Offset of the divisor, so that nothing is divided by zero.'),
    alpha: numberOr(1, 'Weight of the sum of squares.'),
    beta: numberOr(0.5, 'Exponent of the divisor.'),
  },
  infer: (_options, [input]) => [input],
})

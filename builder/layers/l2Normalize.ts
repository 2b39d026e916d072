import { formatDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { flagOr, numberOr } from '../option'

/**
 * L2 normalisation with a learned scale: the vector of channels at every place to length 1, then each channel times its
 * scale.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  channels: the scale
 * MACs    not counted
 * Source  Liu, Rabinovich, Berg 2015, ParseNet, §3.2, https://arxiv.org/abs/1506.04579; scale 20 in SSD: Liu et al. 2016,
 *         §3.1, https://arxiv.org/abs/1512.02325
 */
export const l2Normalize = defineLayer({
  kind: 'l2Normalize',
  summary: 'Brings the channels at every place to length 1 and scales them.',
  options: {
    scale: flagOr(true, 'Whether to multiply by a learned scale per channel.'),
    initialScale: numberOr(20, 'Scale before training.'),
    epsilon: numberOr(1e-12, 'Least squared length, so that nothing is divided by zero.'),
  },

  infer: (_options, [input]) => [input],

  weights({ scale, initialScale }, [input]) {
    if (!scale) return []
    const shape = [input[input.length - 1]]
    return [{ name: 'scale', shape, trainable: true, initializer: { constant: initialScale } }]
  },

  formula: ({ scale }, [input]) => (scale ? formatDimension(input[input.length - 1]) : ''),
})

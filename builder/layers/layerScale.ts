import { formatDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { numberOr } from '../option'

/**
 * Layer scale: every channel times a learned number that starts near zero, at the end of a residual branch, so that a deep
 * network starts as the identity.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  channels: one number each
 * MACs    not counted
 * Source  Touvron et al. 2021, Going Deeper with Image Transformers, §2, https://arxiv.org/abs/2103.17239; 1e-6 in ConvNeXt: Liu
 *         et al. 2022, appendix A, https://arxiv.org/abs/2201.03545
 */
export const layerScale = defineLayer({
  kind: 'layerScale',
  summary: 'Multiplies every channel by a learned number.',
  options: { initialValue: numberOr(1e-6, 'What every channel is multiplied by before training.') },
  infer: (_options, [input]) => [input],

  weights({ initialValue }, [input]) {
    const shape = [input[input.length - 1]]
    return [{ name: 'gamma', shape, trainable: true, initializer: { constant: initialValue } }]
  },

  formula: (_options, [input]) => formatDimension(input[input.length - 1]),
})

import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'

/**
 * Pools over the channels: their mean or maximum at every place, as CBAM's spatial attention looks at.
 *
 * Input   any shape, channels last
 * Output  the same shape with 1 channel
 * Params  none
 * MACs    not counted
 * Source  Woo et al. 2018, CBAM, §3 (Spatial attention module), https://arxiv.org/abs/1807.06521
 */
export const channelPool = defineLayer({
  kind: 'channelPool',
  summary: 'Gives the mean or maximum of the channels at every place.',
  options: { method: choiceOr(['average', 'max'], 'average', 'What is kept of the channels.') },
  positional: ['method'],
  infer: (_options, [input]) => [[...input.slice(0, -1), 1]],
})

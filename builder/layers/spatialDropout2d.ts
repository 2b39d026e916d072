import { defineLayer, expectMap } from '../layerKind'
import { numberIn } from '../option'
import { isProblem } from '../problem'

/**
 * Spatial dropout: in training, drops whole channels with probability `rate`, since neighbouring elements of a map tell the
 * same; nothing at inference.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Tompson et al. 2015, Efficient Object Localization, §3.2, https://arxiv.org/abs/1411.4280
 */
export const spatialDropout2d = defineLayer({
  kind: 'spatialDropout2d',
  summary: 'Drops whole channels at random in training; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of dropping.') },
  positional: ['rate'],

  infer(_options, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [input]
  },
})

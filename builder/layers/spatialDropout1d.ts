import { defineLayer } from '../layerKind'
import { numberIn } from '../option'
import { isProblem } from '../problem'
import { expectSequence } from './ranks'

/**
 * Spatial dropout of a sequence: in training, drops whole channels with probability `rate`; nothing at inference.
 *
 * Input   [length, channels]
 * Output  the same shape
 * Params  none
 * MACs    not counted
 * Source  Tompson et al. 2015, Efficient Object Localization, §3.2, https://arxiv.org/abs/1411.4280
 */
export const spatialDropout1d = defineLayer({
  kind: 'spatialDropout1d',
  summary: 'Drops whole channels of a sequence at random in training; does nothing at inference.',
  options: { rate: numberIn(0, 1, 'Probability of dropping.') },
  positional: ['rate'],

  infer(_options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : [input]
  },
})

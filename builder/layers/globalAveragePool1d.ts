import { defineLayer } from '../layerKind'
import { isProblem } from '../problem'
import { expectSequence } from './ranks'

/**
 * The mean of every channel over the whole sequence.
 *
 * Input   [length, channels]
 * Output  [channels]
 * Params  none
 * MACs    not counted
 * Source  Lin, Chen, Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400
 */
export const globalAveragePool1d = defineLayer({
  kind: 'globalAveragePool1d',
  summary: 'Gives the mean of every channel over the whole sequence.',
  options: {},

  infer(_options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : [[sequence[1]]]
  },

  window: () => 'global',
})

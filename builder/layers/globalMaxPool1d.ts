import { defineLayer } from '../layerKind'
import { isProblem } from '../problem'
import { expectSequence } from './ranks'

/**
 * The maximum of every channel over the whole sequence.
 *
 * Input   [length, channels]
 * Output  [channels]
 * Params  none
 * MACs    not counted
 * Source  Collobert et al. 2011, Natural Language Processing (Almost) from Scratch, §3.3.2
 */
export const globalMaxPool1d = defineLayer({
  kind: 'globalMaxPool1d',
  summary: 'Gives the maximum of every channel over the whole sequence.',
  options: {},

  infer(_options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : [[sequence[1]]]
  },

  window: () => 'global',
})

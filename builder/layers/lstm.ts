import { defineLayer } from '../layerKind'
import { count, flagOr } from '../option'
import { isProblem } from '../problem'
import { expectSequence } from './ranks'
import {
  recurrentActivationOption,
  recurrentFormula,
  recurrentMacs,
  recurrentOptions,
  recurrentShapes,
  recurrentWeights,
  recurrentWindow,
} from './recurrent'

/**
 * Long short-term memory: gates decide what a carried state takes in, forgets and gives out.
 *
 * Input   [length, channels]
 * Output  [units], or [length, units] with returnSequences; with returnState also [units] twice, the last output and the carried state
 * Params  4 · (channels + units + 1) · units, the 1 being the bias
 * MACs    4 · (channels + units) · units a step
 * Source  Hochreiter and Schmidhuber 1997, Long Short-Term Memory; with a forget gate: Gers et al. 2000, Learning to Forget
 */
export const lstm = defineLayer({
  kind: 'lstm',
  summary: 'Reads a sequence step by step, with gates that let it remember.',
  activation: 'within',
  options: {
    units: count('Length of the state.'),
    ...recurrentOptions,
    recurrentActivation: recurrentActivationOption,
    unitForgetBias: {
      ...flagOr(false, 'Whether the offsets of the forget gate start at 1.'),
      alternatives: () => [false],
    },
  },
  positional: ['units'],

  infer(options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : recurrentShapes(options, sequence[0], 2)
  },

  weights: (options, [input]) => recurrentWeights(options, input[1], 4),
  formula: (options, [input]) => recurrentFormula(options, input[1], 4),
  macs: (options, [input]) => recurrentMacs(options, input, 4),
  window: recurrentWindow,
})

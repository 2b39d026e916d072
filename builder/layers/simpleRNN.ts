import { defineLayer } from '../layerKind'
import { count } from '../option'
import { isProblem } from '../problem'
import { expectSequence } from './ranks'
import {
  recurrentFormula,
  recurrentMacs,
  recurrentOptions,
  recurrentShapes,
  recurrentWeights,
  recurrentWindow,
} from './recurrent'

/**
 * Recurrent layer: the state is an activation of the input and of the state before, each through a dense layer.
 *
 * Input   [length, channels]
 * Output  [units], or [length, units] with returnSequences; with returnState also [units], the last state
 * Params  (channels + units + 1) · units, the 1 being the bias
 * MACs    (channels + units) · units a step
 * Source  Elman 1990, Finding Structure in Time
 */
export const simpleRNN = defineLayer({
  kind: 'simpleRNN',
  summary: 'Reads a sequence step by step, keeping a state.',
  activation: 'within',
  options: {
    units: count('Length of the state.'),
    ...recurrentOptions,
  },
  positional: ['units'],

  infer(options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : recurrentShapes(options, sequence[0], 1)
  },

  weights: (options, [input]) => recurrentWeights(options, input[1], 1),
  formula: (options, [input]) => recurrentFormula(options, input[1], 1),
  macs: (options, [input]) => recurrentMacs(options, input, 1),
  window: recurrentWindow,
})

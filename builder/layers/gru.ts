import { multiply } from '../dimension'
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
 * Gated recurrent unit: gates decide how much of the state is forgotten and how much is replaced.
 *
 * Input   [length, channels]
 * Output  [units], or [length, units] with returnSequences; with returnState also [units], the last state
 * Params  3 · (channels + units + 1) · units, the 1 being the bias; 2 with resetAfter
 * MACs    3 · (channels + units) · units a step
 * Source  Cho et al. 2014, Learning Phrase Representations Using RNN Encoder–Decoder, §2.3, https://arxiv.org/abs/1406.1078
 */
export const gru = defineLayer({
  kind: 'gru',
  summary: 'Reads a sequence step by step, with gates that let it forget.',
  activation: 'within',
  options: {
    units: count('Length of the state.'),
    ...recurrentOptions,
    recurrentActivation: recurrentActivationOption,
    resetAfter: flagOr(false, 'Whether the reset gate works behind the recurrent kernel, which then has its own bias.'),
  },
  positional: ['units'],

  infer(options, [input]) {
    const sequence = expectSequence(input)
    return isProblem(sequence) ? sequence : recurrentShapes(options, sequence[0], 1)
  },

  weights(options, [input]) {
    const offsets = multiply(3, options.units)
    return recurrentWeights(options, input[1], 3, options.resetAfter ? [2, offsets] : [offsets])
  },

  formula: (options, [input]) => recurrentFormula(options, input[1], 3, options.resetAfter ? 2 : 1),
  macs: (options, [input]) => recurrentMacs(options, input, 3),
  window: recurrentWindow,
})

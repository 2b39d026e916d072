import { defineLayer, expectMap } from '../layerKind'
import { isProblem } from '../problem'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'

/**
 * Instance normalisation: every channel to mean 0 and variance 1 over the map of one image, then a learned scale and
 * offset. The statistics make every output depend on the whole map.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  2 · channels: scale (gamma) and offset (beta)
 * MACs    not counted
 * Source  Ulyanov, Vedaldi, Lempitsky 2016, Instance Normalization, eq. 3, https://arxiv.org/abs/1607.08022
 */
export const instanceNorm = defineLayer({
  kind: 'instanceNorm',
  summary: 'Normalises every channel by its mean and variance over the map.',
  options: normalizationOptions,

  infer(_options, [input]) {
    const map = expectMap(input)
    return isProblem(map) ? map : [input]
  },

  weights: (options, [input]) => normalizationWeights(options, [input[2]]),
  formula: (options, [input]) => normalizationFormula(options, [input[2]]),
  window: () => 'gate',
})

import { defineLayer } from '../layerKind'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'

/**
 * Layer normalisation as in Keras: the channels at every place to mean 0 and variance 1, then a learned scale and offset.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  2 · channels: scale (gamma) and offset (beta)
 * MACs    not counted
 * Source  Ba, Kiros, Hinton 2016, Layer Normalization, §3, https://arxiv.org/abs/1607.06450
 */
export const layerNorm = defineLayer({
  kind: 'layerNorm',
  summary: 'Normalises the channels at every place by their own mean and variance.',
  options: normalizationOptions,
  infer: (_options, [input]) => [input],
  weights: (options, [input]) => normalizationWeights(options, input[input.length - 1]),
  formula: (options, [input]) => normalizationFormula(options, input[input.length - 1]),
})

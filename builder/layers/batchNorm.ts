import { defineLayer } from '../layerKind'
import { numberOr } from '../option'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'

/**
 * Batch normalisation as in Keras: every channel to mean 0 and variance 1, then a learned scale and offset. Mean and variance
 * are those of the batch in training, and moving averages at inference.
 *
 * Input   any shape, channels last
 * Output  the same shape
 * Params  2 · channels learnt: scale (gamma) and offset (beta); 2 · channels kept: moving mean and variance
 * MACs    not counted
 * Source  Ioffe and Szegedy 2015, Batch Normalization, §3, https://arxiv.org/abs/1502.03167
 */
export const batchNorm = defineLayer({
  kind: 'batchNorm',
  summary: 'Normalises every channel by its mean and variance over many images.',
  options: {
    momentum: numberOr(0.99, 'Share of the old moving average that is kept at every step.'),
    ...normalizationOptions,
  },

  infer: (_options, [input]) => [input],

  weights(options, [input]) {
    const channels = input[input.length - 1]
    return [
      ...normalizationWeights(options, channels),
      { name: 'movingMean', shape: [channels], trainable: false, initializer: 'zeros' },
      { name: 'movingVariance', shape: [channels], trainable: false, initializer: 'ones' },
    ]
  },

  formula: (options, [input]) => normalizationFormula(options, input[input.length - 1]),
})

import { type Dimension, unknownDimension } from '../dimension'
import { defineLayer } from '../layerKind'
import { axisOr, numberOr } from '../option'
import type { Shape } from '../shape'
import { axisIndex, checkAxes } from './axes'
import { normalizationFormula, normalizationOptions, normalizationWeights } from './normalization'

/**
 * Batch normalisation as in Keras: every channel to mean 0 and variance 1, then a learned scale and offset. Mean and variance
 * are those of the batch in training, and moving averages at inference.
 *
 * Input   any shape; the channels are the last axis unless axis tells another
 * Output  the same shape
 * Params  2 · channels learnt: scale (gamma) and offset (beta); 2 · channels kept: moving mean and variance
 * MACs    not counted
 * Error   an axis the input does not have
 * Source  Ioffe and Szegedy 2015, Batch Normalization, §3, https://arxiv.org/abs/1502.03167
 */
export const batchNorm = defineLayer({
  kind: 'batchNorm',
  summary: 'Normalises every channel by its mean and variance over many images.',
  options: {
    axis: axisOr(-1, 'Axis of the channels, height being 1; -1 is the last.'),
    momentum: numberOr(0.99, 'Share of the old moving average that is kept at every step.'),
    ...normalizationOptions,
  },

  infer: ({ axis }, [input]) => checkAxes([axis], input) ?? [input],

  weights(options, [input]) {
    const channels = channelsOf(options.axis, input)
    return [
      ...normalizationWeights(options, [channels]),
      { name: 'movingMean', shape: [channels], trainable: false, initializer: 'zeros' },
      { name: 'movingVariance', shape: [channels], trainable: false, initializer: 'ones' },
    ]
  },

  formula: (options, [input]) => normalizationFormula(options, [channelsOf(options.axis, input)]),
})

function channelsOf(axis: number, input: Shape): Dimension {
  return input[axisIndex(axis, input.length) ?? -1] ?? unknownDimension('the axis is not known')
}

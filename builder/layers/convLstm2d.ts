import { add, type Dimension, formatDimension, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr, count, flagOr, pair, pairOr } from '../option'
import type { Shape } from '../shape'
import { initializerOf } from './learned'
import { wrongRank } from './ranks'
import { recurrentActivationOption, recurrentOptions } from './recurrent'
import { fits, type SlidingOptions, slideMap } from './sliding'
import { unknownWindow } from './unknownWindow'

/**
 * Convolutional long short-term memory: an LSTM over frames whose dense layers are convolutions.
 *
 * Input   [frames, height, width, channels]
 * Output  [height′, width′, filters], ′ as in {@link slide}; with returnSequences [frames, height′, width′, filters]; with
 *         returnState also [height′, width′, filters] twice
 * Params  4 · (kernel height · kernel width · (channels + filters) + 1) · filters, the 1 being the bias
 * MACs    4 · kernel height · kernel width · (channels + filters) per output element of every frame
 * Error   the window does not fit
 * Source  Shi et al. 2015, Convolutional LSTM Network, §3.1, https://arxiv.org/abs/1506.04214
 */
export const convLstm2d = defineLayer({
  kind: 'convLstm2d',
  summary: 'Reads frames one by one, with convolutions and gates that let it remember.',
  activation: 'within',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: pair('Window side in pixels.'),
    strides: pairOr(1, 'Step between windows in pixels.'),
    padding: choiceOr(['valid', 'same'], 'valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border."),
    dilationRate: pairOr(1, 'Distance between the taps of a window in pixels.'),
    ...recurrentOptions,
    recurrentActivation: recurrentActivationOption,
    unitForgetBias: {
      ...flagOr(false, 'Whether the offsets of the forget gate start at 1.'),
      alternatives: () => [false],
    },
  },
  positional: ['filters', 'kernelSize'],

  infer(options, [input]) {
    if (input.length !== 4) return wrongRank(input, 'frames of frames×height×width×channels')
    const problem = fits(options, input.slice(1))
    if (problem) return problem
    const state = stateOf(options, input)
    const output = options.returnSequences ? [input[0], ...state] : state
    return options.returnState ? [output, state, state] : [output]
  },

  weights(options, [input]) {
    const { filters, kernelSize, useBias } = options
    const all = multiply(4, filters)
    const kernelStart = initializerOf(options.kernelInitializer, 'glorotNormal')
    const recurrentStart = initializerOf(options.recurrentInitializer, 'orthogonal')
    const biasStart = initializerOf(options.biasInitializer, 'zeros')
    return [
      { name: 'kernel', shape: [...kernelSize, input[3], all], trainable: true, initializer: kernelStart },
      { name: 'recurrentKernel', shape: [...kernelSize, filters, all], trainable: true, initializer: recurrentStart },
      ...(useBias ? [{ name: 'bias', shape: [all], trainable: true, initializer: biasStart }] : []),
    ]
  },

  formula({ filters, kernelSize, useBias }, [input]) {
    const taps = kernelSize.map(formatDimension).join('·')
    const inputs = `${taps}·(${formatDimension(input[3])} + ${formatDimension(filters)})`
    return `4·${useBias ? `(${inputs} + 1)` : inputs}·${formatDimension(filters)}`
  },

  macs: (options, [input]) =>
    multiply(input[0], 4, ...options.kernelSize, add(input[3], options.filters), ...stateOf(options, input)),

  window: () => unknownWindow('the receptive field of frames is not told'),
})

function stateOf(options: SlidingOptions & { readonly filters: Dimension }, input: Shape): Shape {
  const { rows, columns } = slideMap(options, input.slice(1))
  return [rows.size, columns.size, options.filters]
}

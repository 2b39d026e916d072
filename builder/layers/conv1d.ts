import { formatDimension, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr, count, flagOr } from '../option'
import { isProblem } from '../problem'
import { length, lengthOr } from './extents'
import { initializerOf, learnedOptions } from './learned'
import { expectSequence } from './ranks'
import { fitsLength, slideLength, slidingLengthWindow } from './slidingLength'

/**
 * 1-D convolution: every filter looks at a stretch of a sequence, all channels of it.
 *
 * Input   [length, channels]
 * Output  [length′, filters]; ′ as in {@link slide}
 * Params  (kernel length · channels + 1) · filters, the 1 being the bias
 * MACs    kernel length · channels per output element; bias additions are not counted
 * Error   the window does not fit
 * Source  Waibel et al. 1989, Phoneme Recognition Using Time-Delay Neural Networks; causal padding: van den Oord et al. 2016,
 *         WaveNet, §2.1, https://arxiv.org/abs/1609.03499
 */
export const conv1d = defineLayer({
  kind: 'conv1d',
  summary: 'Convolves a sequence with learned windows.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: length('Window length in elements.'),
    strides: lengthOr(1, 'Step between windows in elements.'),
    padding: choiceOr(
      ['valid', 'same', 'causal'],
      'valid',
      "'same' keeps ⌈length / stride⌉, 'causal' too but pads the start alone; 'valid' adds no border.",
    ),
    dilationRate: lengthOr(1, 'Distance between the taps of a window in elements.'),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    ...learnedOptions,
  },
  positional: ['filters', 'kernelSize'],

  infer(options, [input]) {
    const sequence = expectSequence(input)
    if (isProblem(sequence)) return sequence
    return fitsLength(options, input) ?? [[slideLength(options, input).size, options.filters]]
  },

  weights({ filters, kernelSize, useBias, kernelInitializer, biasInitializer }, [input]) {
    const shape = [kernelSize, input[1], filters]
    return [
      { name: 'kernel', shape, trainable: true, initializer: initializerOf(kernelInitializer, 'glorotUniform') },
      ...(useBias
        ? [{ name: 'bias', shape: [filters], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ filters, kernelSize, useBias }, [input]) {
    const taps = `${formatDimension(kernelSize)}·${formatDimension(input[1])}`
    return `${useBias ? `(${taps} + 1)` : taps}·${formatDimension(filters)}`
  },

  macs: ({ kernelSize }, [input], [output]) => multiply(kernelSize, input[1], ...output),

  window: (options, [input]) => slidingLengthWindow(options, input),
})

import { formatDimension, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count, countOr, flagOr, paddingOr, pair, pairOr } from '../option'
import { isProblem } from '../problem'
import { initializerOf, learnedOptions } from './learned'
import { dividesGroups, fits, perGroup, slideMap, slidingWindow } from './sliding'

/**
 * 2-D convolution: every filter looks at a window of all channels of its group.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, filters]; ′ as in {@link slide}
 * Params  (kernel height · kernel width · channels / groups + 1) · filters, the 1 being the bias
 * MACs    kernel height · kernel width · channels / groups per output element; bias additions are not counted
 * Error   the window does not fit; groups do not divide channels or filters
 * Source  LeCun et al. 1998, Gradient-Based Learning Applied to Document Recognition, §II.A; groups: Krizhevsky et al.
 *         2012, §3.5; dilation: Yu and Koltun 2016, §2, https://arxiv.org/abs/1511.07122
 */
export const conv2d = defineLayer({
  kind: 'conv2d',
  summary: 'Convolves every channel with learned windows and sums them.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: pair('Window side in pixels.'),
    strides: pairOr(1, 'Step between windows in pixels.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    dilationRate: pairOr(1, 'Distance between the taps of a window in pixels.'),
    groups: countOr(1, 'Number of groups the channels are split into; each filter sees one group.'),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    ...learnedOptions,
  },
  positional: ['filters', 'kernelSize'],

  infer(options, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const problem = dividesGroups(map[2], options.filters, options.groups) ?? fits(options, input)
    if (problem) return problem
    const { rows, columns } = slideMap(options, input)
    return [[rows.size, columns.size, options.filters]]
  },

  weights({ filters, kernelSize: [height, width], groups, useBias, kernelInitializer, biasInitializer }, [input]) {
    const shape = [height, width, perGroup(input[2], groups), filters]
    return [
      { name: 'kernel', shape, trainable: true, initializer: initializerOf(kernelInitializer, 'glorotUniform') },
      ...(useBias
        ? [{ name: 'bias', shape: [filters], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ filters, kernelSize: [height, width], groups, useBias }, [input]) {
    const taps = [height, width, perGroup(input[2], groups)].map(formatDimension).join('·')
    return `${useBias ? `(${taps} + 1)` : taps}·${formatDimension(filters)}`
  },

  macs: ({ kernelSize: [height, width], groups }, [input], [output]) =>
    multiply(height, width, perGroup(input[2], groups), ...output),

  window: (options, [input]) => slidingWindow(options, input),
})

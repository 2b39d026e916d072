import { add, formatDimension, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count, countOr, flagOr, paddingOr, pair, pairOr } from '../option'
import { isProblem } from '../problem'
import { activationOption, initializerOf, initializerOr, regularizerOption } from './learned'
import { fits, slideMap, slidingWindow } from './sliding'

/**
 * Depthwise separable 2-D convolution in one layer, as in Keras: each channel filtered by itself, then all mixed by a 1×1
 * convolution; one bias, after both.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, filters]; ′ as in {@link slide}
 * Params  kernel height · kernel width · channels · depthMultiplier + (channels · depthMultiplier + 1) · filters
 * MACs    at every output place: kernel height · kernel width · channels · depthMultiplier, and channels · depthMultiplier ·
 *         filters
 * Error   the window does not fit
 * Source  Chollet 2017, Xception, §1, https://arxiv.org/abs/1610.02357
 */
export const separableConv2d = defineLayer({
  kind: 'separableConv2d',
  summary: 'Filters each channel by itself, then mixes them.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: pair('Window side in pixels.'),
    strides: pairOr(1, 'Step between windows in pixels.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    dilationRate: pairOr(1, 'Distance between the taps of a window in pixels.'),
    depthMultiplier: countOr(1, 'Channels between both steps per input channel.'),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    activation: activationOption,
    depthwiseInitializer: initializerOr('glorotUniform', 'How the kernel that filters starts.'),
    pointwiseInitializer: initializerOr('glorotUniform', 'How the kernel that mixes starts.'),
    biasInitializer: initializerOr('zeros', 'How the offsets start.'),
    depthwiseRegularizer: regularizerOption,
    pointwiseRegularizer: regularizerOption,
  },
  positional: ['filters', 'kernelSize'],

  infer(options, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const problem = fits(options, input)
    if (problem) return problem
    const { rows, columns } = slideMap(options, input)
    return [[rows.size, columns.size, options.filters]]
  },

  weights(options, [input]) {
    const { filters, kernelSize, depthMultiplier, useBias } = options
    const [height, width] = kernelSize
    const depthwiseStart = initializerOf(options.depthwiseInitializer, 'glorotUniform')
    const pointwiseStart = initializerOf(options.pointwiseInitializer, 'glorotUniform')
    const biasStart = initializerOf(options.biasInitializer, 'zeros')
    const depthwise = [height, width, input[2], depthMultiplier]
    const pointwise = [1, 1, multiply(input[2], depthMultiplier), filters]
    return [
      { name: 'depthwiseKernel', shape: depthwise, trainable: true, initializer: depthwiseStart },
      { name: 'pointwiseKernel', shape: pointwise, trainable: true, initializer: pointwiseStart },
      ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true, initializer: biasStart }] : []),
    ]
  },

  formula({ filters, kernelSize, depthMultiplier, useBias }, [input]) {
    const channels = [input[2], ...(depthMultiplier === 1 ? [] : [depthMultiplier])].map(formatDimension).join('·')
    const taps = kernelSize.map(formatDimension).join('·')
    return `${taps}·${channels} + ${useBias ? `(${channels} + 1)` : channels}·${formatDimension(filters)}`
  },

  macs({ kernelSize, depthMultiplier }, [input], [output]) {
    const [height, width, filters] = output
    const between = multiply(input[2], depthMultiplier)
    return multiply(height, width, between, add(multiply(...kernelSize), filters))
  },

  window: (options, [input]) => slidingWindow(options, input),
})

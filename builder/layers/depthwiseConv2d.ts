import { formatDimension, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { countOr, flagOr, paddingOr, pair, pairOr } from '../option'
import { isProblem } from '../problem'
import { activationOption, initializerOf, initializerOr, regularizerOption } from './learned'
import { fits, slideMap, slidingWindow } from './sliding'

/**
 * Depthwise 2-D convolution: each channel filtered by itself, channels never mixed.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, channels · depthMultiplier]; ′ as in {@link slide}
 * Params  (kernel height · kernel width + 1) · channels · depthMultiplier, the 1 being the bias
 * MACs    kernel height · kernel width per output element; bias additions are not counted
 * Error   the window does not fit
 * Source  Howard et al. 2017, MobileNets, §3.1, https://arxiv.org/abs/1704.04861
 */
export const depthwiseConv2d = defineLayer({
  kind: 'depthwiseConv2d',
  summary: 'Filters each channel by itself.',
  options: {
    kernelSize: pair('Window side in pixels.'),
    strides: pairOr(1, 'Step between windows in pixels.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    dilationRate: pairOr(1, 'Distance between the taps of a window in pixels.'),
    depthMultiplier: countOr(1, 'Output channels per input channel.'),
    useBias: flagOr(true, 'Whether to add a learned offset per output channel.'),
    activation: activationOption,
    depthwiseInitializer: initializerOr('glorotUniform', 'How the kernel starts.'),
    biasInitializer: initializerOr('zeros', 'How the offsets start.'),
    depthwiseRegularizer: regularizerOption,
  },
  positional: ['kernelSize'],

  infer(options, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const problem = fits(options, input)
    if (problem) return problem
    const { rows, columns } = slideMap(options, input)
    return [[rows.size, columns.size, multiply(map[2], options.depthMultiplier)]]
  },

  weights({ kernelSize: [height, width], depthMultiplier, useBias, depthwiseInitializer, biasInitializer }, [input]) {
    const filters = multiply(input[2], depthMultiplier)
    const shape = [height, width, input[2], depthMultiplier]
    return [
      {
        name: 'depthwiseKernel',
        shape,
        trainable: true,
        initializer: initializerOf(depthwiseInitializer, 'glorotUniform'),
      },
      ...(useBias
        ? [{ name: 'bias', shape: [filters], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ kernelSize, depthMultiplier, useBias }, [input]) {
    const taps = kernelSize.map(formatDimension).join('·')
    const filters = [input[2], ...(depthMultiplier === 1 ? [] : [depthMultiplier])].map(formatDimension).join('·')
    return `${useBias ? `(${taps} + 1)` : taps}·${filters}`
  },

  macs: ({ kernelSize }, _inputs, [output]) => multiply(...kernelSize, ...output),

  window: (options, [input]) => slidingWindow(options, input),
})

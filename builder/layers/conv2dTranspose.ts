import { add, type Dimension, formatDimension, multiply, subtract } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count, flagOr, paddingOr, pair, pairOr } from '../option'
import { isProblem } from '../problem'
import { borders } from '../window'
import { coveringWindow } from './covering'
import { initializerOf, learnedOptions } from './learned'

/**
 * Transposed 2-D convolution: every input element paints a window of the output, and windows that overlap add up.
 *
 * Input   [height, width, channels]
 * Output  [(height − 1) · stride + kernel − border, …, filters]; with 'same' [height · stride, …, filters]
 * Params  (kernel height · kernel width · channels + 1) · filters, the 1 being the bias
 * MACs    kernel height · kernel width · filters per input element; bias additions are not counted
 * Source  Dumoulin and Visin 2016, A Guide to Convolution Arithmetic, §4, https://arxiv.org/abs/1603.07285
 */
export const conv2dTranspose = defineLayer({
  kind: 'conv2dTranspose',
  summary: 'Enlarges a map, every element painting a learned window.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: pair('Window side in pixels of the output.'),
    strides: pairOr(1, 'Step between painted windows in pixels of the output.'),
    padding: paddingOr('valid', "'same' gives size · stride; 'valid' cuts nothing off; or the border cut off."),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    ...learnedOptions,
  },
  positional: ['filters', 'kernelSize'],

  infer({ filters, kernelSize, strides, padding }, [input]) {
    const map = expectMap(input)
    if (isProblem(map)) return map
    const along = (axis: 0 | 1): Dimension => {
      if (padding === 'same') return multiply(map[axis], strides[axis])
      const border = padding === 'valid' ? 0 : add(...borders(padding, axis === 0 ? 'height' : 'width'))
      // TensorFlow never makes the output smaller than size · stride, where strides leave gaps between windows.
      const kernel = kernelSize[axis]
      const stride = strides[axis]
      const reach = typeof kernel === 'number' && typeof stride === 'number' ? Math.max(kernel, stride) : kernel
      return subtract(add(multiply(subtract(map[axis], 1), stride), padding === 'valid' ? reach : kernel), border)
    }
    return [[along(0), along(1), filters]]
  },

  weights({ filters, kernelSize: [height, width], useBias, kernelInitializer, biasInitializer }, [input]) {
    const shape = [height, width, filters, input[2]]
    return [
      { name: 'kernel', shape, trainable: true, initializer: initializerOf(kernelInitializer, 'glorotUniform') },
      ...(useBias
        ? [{ name: 'bias', shape: [filters], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ filters, kernelSize: [height, width], useBias }, [input]) {
    const taps = [height, width, input[2]].map(formatDimension).join('·')
    return `${useBias ? `(${taps} + 1)` : taps}·${formatDimension(filters)}`
  },

  macs: ({ filters, kernelSize }, [input]) => multiply(...kernelSize, filters, ...input),

  window: ({ kernelSize, strides, padding }, _inputs, [output]) => coveringWindow(kernelSize, strides, padding, output),
})

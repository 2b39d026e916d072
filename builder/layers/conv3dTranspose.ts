import { add, type Dimension, formatDimension, multiply, subtract } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr, count, flagOr } from '../option'
import { isProblem } from '../problem'
import { triple, tripleOr } from './extents'
import { initializerOf, learnedOptions } from './learned'
import { expectVolume } from './ranks'
import { volumeWindow } from './slidingVolume'

/**
 * Transposed 3-D convolution: every input element paints a block of the output, and blocks that overlap add up.
 *
 * Input   [depth, height, width, channels]
 * Output  [(depth − 1) · stride + kernel, …, filters]; with 'same' [depth · stride, …, filters]
 * Params  (kernel depth · kernel height · kernel width · channels + 1) · filters, the 1 being the bias
 * MACs    kernel depth · kernel height · kernel width · filters per input element; bias additions are not counted
 * Source  Dumoulin and Visin 2016, A Guide to Convolution Arithmetic, §4, https://arxiv.org/abs/1603.07285
 */
export const conv3dTranspose = defineLayer({
  kind: 'conv3dTranspose',
  summary: 'Enlarges a volume, every element painting a learned block.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: triple('Window side in voxels of the output.'),
    strides: tripleOr(1, 'Step between painted windows in voxels of the output.'),
    padding: choiceOr(['valid', 'same'], 'valid', "'same' gives size · stride; 'valid' cuts nothing off."),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    ...learnedOptions,
  },
  positional: ['filters', 'kernelSize'],

  infer({ filters, kernelSize, strides, padding }, [input]) {
    const volume = expectVolume(input)
    if (isProblem(volume)) return volume
    const along = (axis: 0 | 1 | 2): Dimension => {
      const [kernel, stride] = [kernelSize[axis], strides[axis]]
      if (padding === 'same') return multiply(volume[axis], stride)
      // TensorFlow never makes the output smaller than size · stride, where strides leave gaps between windows.
      const reach = typeof kernel === 'number' && typeof stride === 'number' ? Math.max(kernel, stride) : kernel
      return add(multiply(subtract(volume[axis], 1), stride), reach)
    }
    return [[along(0), along(1), along(2), filters]]
  },

  weights({ filters, kernelSize, useBias, kernelInitializer, biasInitializer }, [input]) {
    const shape = [...kernelSize, filters, input[3]]
    return [
      { name: 'kernel', shape, trainable: true, initializer: initializerOf(kernelInitializer, 'glorotUniform') },
      ...(useBias
        ? [{ name: 'bias', shape: [filters], trainable: true, initializer: initializerOf(biasInitializer, 'zeros') }]
        : []),
    ]
  },

  formula({ filters, kernelSize, useBias }, [input]) {
    const taps = [...kernelSize, input[3]].map(formatDimension).join('·')
    return `${useBias ? `(${taps} + 1)` : taps}·${formatDimension(filters)}`
  },

  macs: ({ filters, kernelSize }, [input]) => multiply(...kernelSize, filters, ...input),

  window: volumeWindow,
})

import { formatDimension, multiply } from '../dimension'
import { defineLayer } from '../layerKind'
import { choiceOr, count, flagOr } from '../option'
import { isProblem } from '../problem'
import { triple, tripleOr } from './extents'
import { initializerOf, learnedOptions } from './learned'
import { expectVolume } from './ranks'
import { fitsVolume, slideVolume, volumeWindow } from './slidingVolume'

/**
 * 3-D convolution: every filter looks at a block of a volume or of a stack of video frames, all channels of it.
 *
 * Input   [depth, height, width, channels]
 * Output  [depth′, height′, width′, filters]; ′ as in {@link slide}
 * Params  (kernel depth · kernel height · kernel width · channels + 1) · filters, the 1 being the bias
 * MACs    kernel depth · kernel height · kernel width · channels per output element; bias additions are not counted
 * Error   the window does not fit
 * Source  Tran et al. 2015, Learning Spatiotemporal Features with 3D Convolutional Networks, §3,
 *         https://arxiv.org/abs/1412.0767
 */
export const conv3d = defineLayer({
  kind: 'conv3d',
  summary: 'Convolves a volume with learned windows.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: triple('Window side in voxels.'),
    strides: tripleOr(1, 'Step between windows in voxels.'),
    padding: choiceOr(['valid', 'same'], 'valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border."),
    dilationRate: tripleOr(1, 'Distance between the taps of a window in voxels.'),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
    ...learnedOptions,
  },
  positional: ['filters', 'kernelSize'],

  infer(options, [input]) {
    const volume = expectVolume(input)
    if (isProblem(volume)) return volume
    return fitsVolume(options, input) ?? [[...slideVolume(options, input), options.filters]]
  },

  weights({ filters, kernelSize, useBias, kernelInitializer, biasInitializer }, [input]) {
    const shape = [...kernelSize, input[3], filters]
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

  macs: ({ kernelSize }, [input], [output]) => multiply(...kernelSize, input[3], ...output),

  window: volumeWindow,
})

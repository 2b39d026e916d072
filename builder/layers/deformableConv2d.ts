import { formatDimension, multiply } from '../dimension'
import { defineLayer, expectMap } from '../layerKind'
import { count, countOr, flagOr, paddingOr, pair, pairOr } from '../option'
import { isProblem } from '../problem'
import { dividesGroups, fits, perGroup, slideMap } from './sliding'
import { expectShape, expectTensors } from './tensors'

/**
 * Deformable 2-D convolution: a convolution whose taps are moved by given offsets, read between pixels bilinearly, and
 * weighed by a mask where one is given: `x.deformableConv2d(offsets, { filters: 64, kernelSize: 3 })`. The offsets come
 * from an ordinary convolution on x. A tap may be moved anywhere, so every output may depend on the whole map.
 *
 * Input   [height, width, channels]; offsets [height′, width′, 2 · offsetGroups · taps], row before column;
 *         mask, if any, [height′, width′, offsetGroups · taps]; taps = kernel height · kernel width
 * Output  [height′, width′, filters]; ′ as in {@link slide}
 * Params  (kernel height · kernel width · channels / groups + 1) · filters, the 1 being the bias
 * MACs    kernel height · kernel width · channels / groups per output element; reading between pixels is not counted
 * Error   the window does not fit; groups do not divide channels or filters; offsets or mask of another shape
 * Source  Dai et al. 2017, Deformable Convolutional Networks, §2.1, https://arxiv.org/abs/1703.06211; mask: Zhu et al.
 *         2019, Deformable ConvNets v2, §3.2, https://arxiv.org/abs/1811.11168
 */
export const deformableConv2d = defineLayer({
  kind: 'deformableConv2d',
  summary: 'Convolves with windows whose taps are moved by given offsets.',
  options: {
    filters: count('Number of output channels.'),
    kernelSize: pair('Window side in pixels.'),
    strides: pairOr(1, 'Step between windows in pixels.'),
    padding: paddingOr('valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border; or the border in pixels."),
    dilationRate: pairOr(1, 'Distance between the taps of a window in pixels.'),
    groups: countOr(1, 'Number of groups the channels are split into; each filter sees one group.'),
    offsetGroups: countOr(1, 'Number of groups of channels that have offsets of their own.'),
    useBias: flagOr(true, 'Whether to add a learned offset per filter.'),
  },
  inputs: 'several',

  infer(options, inputs) {
    const count = expectTensors(inputs, 2, 3, 'a map, offsets and, if wanted, a mask')
    if (count) return count
    const [input, offsets, mask] = inputs
    const map = expectMap(input)
    if (isProblem(map)) return map
    const { filters, groups, offsetGroups, kernelSize } = options
    const problem =
      dividesGroups(map[2], filters, groups) ?? dividesGroups(map[2], map[2], offsetGroups) ?? fits(options, input)
    if (problem) return problem
    const { rows, columns } = slideMap(options, input)
    const taps = multiply(offsetGroups, ...kernelSize)
    const wrong =
      expectShape(offsets, [rows.size, columns.size, multiply(2, taps)], 'offsets') ??
      (mask && expectShape(mask, [rows.size, columns.size, taps], 'mask'))
    return wrong ?? [[rows.size, columns.size, filters]]
  },

  weights({ filters, kernelSize: [height, width], groups, useBias }, [input]) {
    const shape = [height, width, perGroup(input[2], groups), filters]
    return [
      { name: 'kernel', shape, trainable: true, initializer: 'glorotUniform' },
      ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true, initializer: 'zeros' } as const] : []),
    ]
  },

  formula({ filters, kernelSize: [height, width], groups, useBias }, [input]) {
    const taps = [height, width, perGroup(input[2], groups)].map(formatDimension).join('·')
    return `${useBias ? `(${taps} + 1)` : taps}·${formatDimension(filters)}`
  },

  macs: ({ kernelSize: [height, width], groups }, [input], [output]) =>
    multiply(height, width, perGroup(input[2], groups), ...output),

  window: () => 'global',
})

import type { Tensor } from '../tensor'

export interface ShiftUnitOptions {
  strides?: 1 | 2
  kernelSize?: number
  /** Channels between the two 1×1 convolutions, as a multiple of those the branch gives. */
  expansion?: number
}

/**
 * Shift unit (CSC: convolution, shift, convolution): a 1×1 convolution, a shift in the place of a 3×3, another 1×1, and
 * a shortcut. All its weights are in the 1×1 convolutions. Where it halves the map the shortcut is an average pooling,
 * concatenated.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  with e = expansion · added: channels · e + e · added, batch norms; added = filters, less the input's channels
 *         where the shortcut is concatenated
 * Source  Wu et al. 2018, Shift, §3.3 and figure 3, https://arxiv.org/abs/1711.08141
 */
export function shiftUnit(x: Tensor, filters: number, options: ShiftUnitOptions = {}): Tensor {
  const { strides = 1, kernelSize = 3, expansion = 1 } = options
  const added = strides === 2 ? filters - x.channels : filters
  const branch = x
    .batchNorm()
    .relu()
    .conv2d(expansion * added, 1, { useBias: false })
    .shift(kernelSize)
    .batchNorm()
    .relu()
    .conv2d(added, 1, { strides, useBias: false })
  return strides === 2 ? branch.concat(x.avgPool2d(3, { strides, padding: 1 })) : branch.add(x)
}

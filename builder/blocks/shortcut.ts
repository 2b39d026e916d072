import type { Tensor } from '../tensor'

/**
 * The shortcut around a residual branch: the input itself where its shape fits, else a 1×1 convolution to the new one
 * (option B of the paper), or every second pixel with channels of zeros around the old ones (option A), which has nothing to
 * learn. The paper only says that zeros are added; half of them stand on each side, as in most code.
 *
 * Source  He et al. 2016, Deep Residual Learning, §3.3, https://arxiv.org/abs/1512.03385
 */
export function shortcut(x: Tensor, filters: number, strides: number, options: ShortcutOptions = {}): Tensor {
  const { type = 'projection', useBias = false } = options
  if (strides === 1 && x.channels === filters) return x
  if (type === 'projection') return x.conv2d(filters, 1, { strides, useBias }).batchNorm()
  const added = filters - x.channels
  const before = Math.floor(added / 2)
  return x.avgPool2d(1, { strides }).padChannels({ before, after: added - before })
}

export interface ShortcutOptions {
  /** What it is where the shape changes. */
  type?: 'projection' | 'zeroPadding'
  /** Whether the projection keeps a bias before its normalisation. */
  useBias?: boolean
}

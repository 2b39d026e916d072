import type { Tensor } from '../tensor'

/**
 * The shortcut around a residual branch: the input itself where its shape fits, else a 1×1 convolution to the new one.
 *
 * Source  He et al. 2016, Deep Residual Learning, §3.3 option B, https://arxiv.org/abs/1512.03385
 */
export function shortcut(x: Tensor, filters: number, strides: number, useBias = false): Tensor {
  if (strides === 1 && x.channels === filters) return x
  return x.conv2d(filters, 1, { strides, useBias }).batchNorm()
}

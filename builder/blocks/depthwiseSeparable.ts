import type { PaddingInput } from '../option'
import type { Tensor } from '../tensor'

/**
 * Depthwise separable convolution: each channel filtered by itself, then mixed by a 1×1 convolution, each with batch
 * normalisation and activation. Against a full convolution it costs 1 / filters + 1 / kernel² as much.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  9 · channels + channels · filters, batch normalisation of both
 * Source  Howard et al. 2017, MobileNets, §3.1 and figure 3, https://arxiv.org/abs/1704.04861
 */
export function depthwiseSeparable(
  x: Tensor,
  filters: number,
  { strides = 1, padding = 'same', dilationRate = 1, activation = 'relu' }: DepthwiseSeparableOptions = {},
): Tensor {
  const filtered = x.depthwiseConv2d(3, { strides, padding, dilationRate, useBias: false }).batchNorm()[activation]()
  return filtered.conv2d(filters, 1, { useBias: false }).batchNorm()[activation]()
}

export interface DepthwiseSeparableOptions {
  strides?: number
  padding?: PaddingInput
  dilationRate?: number
  activation?: 'relu' | 'relu6'
}

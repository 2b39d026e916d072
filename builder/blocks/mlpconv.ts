import type { PaddingInput } from '../option'
import type { Tensor } from '../tensor'

/**
 * Mlpconv: a convolution followed by 1×1 convolutions, a small multilayer perceptron that slides over the map.
 *
 * Input   [height, width, channels]
 * Output  [height′, width′, last of filters]
 * Params  (kernel² · channels + 1) · filters[0], then (filters[i − 1] + 1) · filters[i]
 * Source  Lin, Chen, Yan 2014, Network In Network, §3.1, https://arxiv.org/abs/1312.4400
 */
export function mlpconv(
  x: Tensor,
  filters: readonly number[],
  kernelSize: number,
  { strides = 1, padding = 'same' }: { strides?: number; padding?: PaddingInput } = {},
): Tensor {
  const [first, ...others] = filters
  const start = x.conv2d(first, kernelSize, { strides, padding }).relu()
  return others.reduce((y, width) => y.conv2d(width, 1).relu(), start)
}

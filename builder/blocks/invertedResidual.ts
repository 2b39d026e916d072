import type { Tensor } from '../tensor'
import { type Gate, open } from './gate'

export interface InvertedResidualOptions {
  strides?: number
  kernelSize?: number
  /** Channels between the two 1×1 convolutions. */
  expanded: number
  activation?: 'relu6' | 'relu' | 'hardSwish'
  /** Attention after the depthwise convolution, as in MobileNetV3. */
  gate?: Gate
}

/**
 * Inverted residual with linear bottleneck: a 1×1 convolution widens, a depthwise convolution filters each channel, a 1×1
 * without activation narrows again; where the shape allows, the narrow ends are joined by a shortcut.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  channels · expanded + kernel² · expanded + expanded · filters, batch normalisation
 * Source  Sandler et al. 2018, MobileNetV2, §3.3 and table 1, https://arxiv.org/abs/1801.04381; kernel, activation and
 *         gate: Howard et al. 2019, Searching for MobileNetV3, §5, https://arxiv.org/abs/1905.02244
 */
export function invertedResidual(x: Tensor, filters: number, options: InvertedResidualOptions): Tensor {
  const { strides = 1, kernelSize = 3, expanded, activation = 'relu6', gate = open } = options
  // Without widening the first convolution would do nothing, and is left out.
  const wide = expanded === x.channels ? x : x.conv2d(expanded, 1, { useBias: false }).batchNorm()[activation]()
  const filtered = wide
    .depthwiseConv2d(kernelSize, { strides, padding: (kernelSize - 1) / 2, useBias: false })
    .batchNorm()
    [activation]()
  const narrow = gate(filtered).conv2d(filters, 1, { useBias: false }).batchNorm()
  return strides === 1 && x.channels === filters ? narrow.add(x) : narrow
}

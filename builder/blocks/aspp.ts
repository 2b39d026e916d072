import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'
import { depthwiseSeparable } from './depthwiseSeparable'

/**
 * Atrous spatial pyramid pooling of DeepLab v2: classifiers of several dilation rates look at the same map, and their
 * scores are summed. With `hidden` each is 3×3, 1×1, 1×1 as on VGG-16; without, one 3×3 as on ResNet-101.
 *
 * Input   [height, width, channels]
 * Output  [height, width, classes]
 * Params  rates · (9 · channels + 1) · classes without hidden layers
 * Source  Chen et al. 2018, DeepLab (v2), §3.2 and figure 7, https://arxiv.org/abs/1606.00915
 */
export function asppV2(
  x: Tensor,
  classes: number,
  { rates = [6, 12, 18, 24], hidden }: { rates?: readonly number[]; hidden?: number } = {},
): Tensor {
  const [first, ...others] = rates.map(rate => {
    const window = { padding: rate, dilationRate: rate }
    if (hidden === undefined) return x.conv2d(classes, 3, window)
    return x.conv2d(hidden, 3, window).relu().dropout(0.5).conv2d(hidden, 1).relu().dropout(0.5).conv2d(classes, 1)
  })
  return others.length > 0 ? first.add(...others) : first
}

/**
 * Atrous spatial pyramid pooling of DeepLab v3: a 1×1 convolution, dilated 3×3 ones and the mean of the whole image side by
 * side, joined by another 1×1. Every output so sees the whole image.
 *
 * Input   [height, width, channels]
 * Output  [height, width, filters]
 * Params  2 · channels · filters + rates · 9 · channels · filters + (rates + 2) · filters², batch normalisation
 * Source  Chen et al. 2017, Rethinking Atrous Convolution, §3.3 and figure 5, https://arxiv.org/abs/1706.05587; separable:
 *         Chen et al. 2018, Encoder-Decoder with Atrous Separable Convolution, §3.1, https://arxiv.org/abs/1802.02611
 */
export function asppV3(
  x: Tensor,
  { filters = 256, rates = [6, 12, 18], separable = false }: AsppV3Options = {},
): Tensor {
  const dilated = rates.map(rate => {
    const window = { padding: rate, dilationRate: rate }
    return separable ? depthwiseSeparable(x, filters, window) : convBatchNormRelu(x, filters, 3, window)
  })
  const image = convBatchNormRelu(x.adaptiveAvgPool2d(1), filters, 1).resizeBilinear([x.height, x.width])
  return convBatchNormRelu(convBatchNormRelu(x, filters, 1).concat(...dilated, image), filters, 1)
}

export interface AsppV3Options {
  filters?: number
  rates?: readonly number[]
  /** Whether the dilated convolutions are depthwise separable, as in DeepLab v3+ on Xception. */
  separable?: boolean
}

import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'
import { type Gate, open } from './gate'
import { shortcut } from './shortcut'

export interface BottleneckOptions {
  /** Channels of the output; four times the width of the bottleneck in ResNet. */
  filters?: number
  strides?: number
  /** Distance between the taps of the 3×3 convolution, where a segmentation network keeps resolution instead of striding. */
  dilationRate?: number
  /** 1 strides in the first 1×1 convolution, as in the paper; 1.5 in the 3×3, which loses less and is what PyTorch has. */
  version?: 1 | 1.5
  /** Groups of the 3×3 convolution: ResNeXt's cardinality. */
  groups?: number
  /** Attention at the end of the branch, such as {@link squeezeExcite}. */
  gate?: Gate
  /** Whether convolutions keep the bias that their normalisation makes superfluous, as in Keras's networks. */
  useBias?: boolean
}

/**
 * Bottleneck block of ResNet-50 and deeper: a 1×1 convolution reduces the channels, the 3×3 works on few, another 1×1
 * restores them. With groups it is ResNeXt's block (figure 3c there).
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  channels · width + 9 · width² / groups + width · filters, a projection where the shape changes, batch norms
 * Source  He et al. 2016, Deep Residual Learning, §4.1 and figure 5 right, https://arxiv.org/abs/1512.03385;
 *         version 1.5: Goyal et al. 2017, §5.1, https://arxiv.org/abs/1706.02677; groups: Xie et al. 2017, Aggregated
 *         Residual Transformations, §3, https://arxiv.org/abs/1611.05431
 */
export function bottleneck(x: Tensor, width: number, options: BottleneckOptions = {}): Tensor {
  const { filters = 4 * width, strides = 1, dilationRate = 1, version = 1.5, groups = 1 } = options
  const { gate = open, useBias = false } = options
  const [first, middle] = version === 1 ? [strides, 1] : [1, strides]
  const reduced = convBatchNormRelu(x, width, 1, { strides: first, useBias })
  const branch = convBatchNormRelu(reduced, width, 3, {
    strides: middle,
    padding: dilationRate,
    dilationRate,
    groups,
    useBias,
  })
    .conv2d(filters, 1, { useBias })
    .batchNorm()
  return gate(branch)
    .add(shortcut(x, filters, strides, { useBias }))
    .relu()
}

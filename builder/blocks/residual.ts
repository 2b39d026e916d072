import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'
import { type Gate, open } from './gate'
import { type ShortcutOptions, shortcut } from './shortcut'

/**
 * Basic residual block of ResNet-18 and -34: two 3×3 convolutions learn what to add to the input.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  9 · channels · filters + 9 · filters², a projection where the shape changes, batch normalisation
 * Source  He et al. 2016, Deep Residual Learning, §3.1 and figure 5 left, https://arxiv.org/abs/1512.03385
 */
export function residual(
  x: Tensor,
  filters: number,
  { strides = 1, gate = open, useBias = false, shortcut: type }: ResidualOptions = {},
): Tensor {
  const branch = convBatchNormRelu(x, filters, 3, { strides, padding: 1, useBias })
    .conv2d(filters, 3, { padding: 1, useBias })
    .batchNorm()
  return gate(branch)
    .add(shortcut(x, filters, strides, { type, useBias }))
    .relu()
}

export interface ResidualOptions {
  strides?: number
  /** Attention at the end of the branch, such as {@link squeezeExcite}. */
  gate?: Gate
  /** Whether convolutions keep the bias that their normalisation makes superfluous, as in Keras's networks. */
  useBias?: boolean
  /** What leads around the branch where the shape changes: a 1×1 convolution, or zeros for the new channels. */
  shortcut?: ShortcutOptions['type']
}

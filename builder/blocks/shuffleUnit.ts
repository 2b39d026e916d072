import type { Tensor } from '../tensor'

export interface ShuffleUnitOptions {
  groups: number
  strides?: 1 | 2
  /** Whether the first convolution is grouped; not in the first unit of the network, whose input is too narrow. */
  groupFirst?: boolean
}

/**
 * ShuffleNet unit: a bottleneck of grouped 1×1 convolutions, with a channel shuffle so that groups exchange what they
 * know, and a depthwise 3×3 between. Where it halves the map the shortcut is an average pooling, concatenated.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  with b = filters / 4: channels · b / groups + 9 · b + b · added / groups, batch norms; added = filters, less the
 *         input's channels where the shortcut is concatenated
 * Source  Zhang et al. 2018, ShuffleNet, §3.2 and figure 2, https://arxiv.org/abs/1707.01083
 */
export function shuffleUnit(x: Tensor, filters: number, options: ShuffleUnitOptions): Tensor {
  const { groups, strides = 1, groupFirst = true } = options
  const width = filters / 4
  const added = strides === 2 ? filters - x.channels : filters
  const branch = x
    .conv2d(width, 1, { groups: groupFirst ? groups : 1, useBias: false })
    .batchNorm()
    .relu()
    .channelShuffle(groups)
    .depthwiseConv2d(3, { strides, padding: 1, useBias: false })
    .batchNorm()
    .conv2d(added, 1, { groups, useBias: false })
    .batchNorm()
  const merged = strides === 2 ? branch.concat(x.avgPool2d(3, { strides, padding: 1 })) : branch.add(x)
  return merged.relu()
}

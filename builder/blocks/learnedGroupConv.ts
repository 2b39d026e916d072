import type { Tensor } from '../tensor'

export interface LearnedGroupConvOptions {
  groups: number
  /**
   * For a trained network: the input channels that pruning left to each group, group after group. Left out while training,
   * when every group still sees all channels and the weights of the pruned ones are masked.
   */
  kept?: readonly number[]
}

/**
 * Learned group convolution of CondenseNet: a 1×1 convolution that finds out in training which inputs each of its groups
 * needs. Once trained it becomes an index layer and an ordinary grouped convolution. A shuffle deals the outputs out, so
 * that a grouped convolution after it sees some of every group.
 *
 * Input   [height, width, channels]
 * Output  [height, width, filters]
 * Params  training: channels · filters; trained: kept channels · filters / groups; batch normalisation of what it reads
 * Source  Huang et al. 2018, CondenseNet, §3.2 and §4.1, https://arxiv.org/abs/1711.09224
 */
export function learnedGroupConv(x: Tensor, filters: number, { groups, kept }: LearnedGroupConvOptions): Tensor {
  const read = kept ? x.gatherChannels(kept) : x
  return read
    .batchNorm()
    .relu()
    .conv2d(filters, 1, { groups: kept ? groups : 1, useBias: false })
    .channelShuffle(groups)
}

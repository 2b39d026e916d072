import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'

/**
 * ShuffleNet v2 unit: half of the channels pass untouched, the other half go through 1×1, depthwise 3×3, 1×1; both are
 * joined and shuffled. Where it halves the map, nothing passes untouched: both halves see all channels.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, filters]
 * Params  with h = filters / 2: h² + 9 · h + h² and batch norms; with stride 2 channels · h + 9 · h + h² in one branch and
 *         9 · channels + channels · h in the other
 * Source  Ma et al. 2018, ShuffleNet V2, §3.2 and figure 3, https://arxiv.org/abs/1807.11164
 */
export function shuffleUnitV2(x: Tensor, filters: number, { strides = 1 }: { strides?: 1 | 2 } = {}): Tensor {
  const half = filters / 2
  const filter = (y: Tensor) => y.depthwiseConv2d(3, { strides, padding: 1, useBias: false }).batchNorm()
  const branch = (y: Tensor) => convBatchNormRelu(filter(convBatchNormRelu(y, half, 1)), half, 1)
  if (strides === 2) return convBatchNormRelu(filter(x), half, 1).concat(branch(x)).channelShuffle(2)
  const [kept, worked] = x.split(2)
  return kept.concat(branch(worked)).channelShuffle(2)
}

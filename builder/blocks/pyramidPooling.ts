import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'

/**
 * Pyramid pooling of PSPNet: the map is averaged down to grids of 1×1, 2×2, 3×3 and 6×6 cells, each is brought to its
 * share of the channels, stretched back and put beside the map. Every output so sees the whole image.
 *
 * Input   [height, width, channels]
 * Output  [height, width, 2 · channels], with bins that divide the channels
 * Params  bins · channels · channels / bins, batch normalisation
 * Source  Zhao et al. 2017, Pyramid Scene Parsing Network, §3.2, https://arxiv.org/abs/1612.01105
 */
export function pyramidPooling(x: Tensor, { bins = [1, 2, 3, 6] }: { bins?: readonly number[] } = {}): Tensor {
  const filters = Math.floor(x.channels / bins.length)
  const levels = bins.map(bin =>
    convBatchNormRelu(x.adaptiveAvgPool2d(bin), filters, 1).resizeBilinear([x.height, x.width], {
      coordinates: 'alignCorners',
    }),
  )
  return x.concat(...levels)
}

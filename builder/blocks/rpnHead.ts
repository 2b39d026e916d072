import { layers, type Tensor } from '../tensor'

/**
 * Region proposal head: a 3×3 convolution, then for each anchor box at every place a score of holding an object and four
 * offsets. Given several maps of a pyramid, all share its weights.
 *
 * Input   maps [height, width, channels]
 * Output  for every map, scores [height, width, anchors · scoresPerAnchor] and offsets [height, width, 4 · anchors]
 * Params  (9 · channels + 1) · filters + (filters + 1) · anchors · (scoresPerAnchor + 4), once
 * Source  Ren et al. 2015, Faster R-CNN, §3.1, https://arxiv.org/abs/1506.01497; on a pyramid: Lin et al. 2017, Feature
 *         Pyramid Networks, §4.1, https://arxiv.org/abs/1612.03144
 */
export function rpnHead(
  maps: readonly Tensor[],
  { filters = maps[0].channels, anchors = 9, scoresPerAnchor = 2 }: RpnHeadOptions = {},
): { scores: Tensor; offsets: Tensor }[] {
  const shared = layers.conv2d(filters, 3, { padding: 'same' })
  const score = layers.conv2d(anchors * scoresPerAnchor, 1)
  const offset = layers.conv2d(4 * anchors, 1)
  return maps.map(map => {
    const features = map.apply(shared).relu()
    return { scores: features.apply(score), offsets: features.apply(offset) }
  })
}

export interface RpnHeadOptions {
  filters?: number
  anchors?: number
  /** 2 for a softmax of object against background, as in the paper; 1 for a sigmoid. */
  scoresPerAnchor?: 1 | 2
}

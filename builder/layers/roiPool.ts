import { defineLayer } from '../layerKind'
import { numberOr, pair } from '../option'
import { pooledRegions } from './regions'

/**
 * Region-of-interest pooling: the part of the map under each box is cut into a grid of cells at whole elements, and each
 * cell gives its maximum: `features.roiPool(boxes, { poolSize: 7, spatialScale: 1 / 16 })`. A box may lie anywhere, so
 * every output may depend on the whole map.
 *
 * Input   [height, width, channels]; boxes [boxes, 4]: top, left, bottom, right in pixels of the image
 * Output  [boxes, pool height, pool width, channels]
 * Params  none
 * MACs    not counted
 * Error   boxes are not of four numbers each
 * Source  Girshick 2015, Fast R-CNN, §2.1, https://arxiv.org/abs/1504.08083
 */
export const roiPool = defineLayer({
  kind: 'roiPool',
  summary: 'Cuts each box out of a map and pools it to one size.',
  options: {
    poolSize: pair('Side of the grid of cells.'),
    spatialScale: numberOr(1, 'Elements of the map per pixel of the image.'),
  },
  inputs: 'several',
  infer: ({ poolSize }, inputs) => pooledRegions(poolSize, inputs),
  window: () => 'global',
})

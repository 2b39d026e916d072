import { defineLayer } from '../layerKind'
import { countOr, flagOr, numberOr, pair } from '../option'
import { pooledRegions } from './regions'

/**
 * Region-of-interest alignment: the part of the map under each box is cut into a grid of cells without rounding, and each
 * cell gives the mean of points read bilinearly: `features.roiAlign(boxes, { poolSize: 7, spatialScale: 1 / 16 })`. A box
 * may lie anywhere, so every output may depend on the whole map.
 *
 * Input   [height, width, channels]; boxes [boxes, 4]: top, left, bottom, right in pixels of the image
 * Output  [boxes, pool height, pool width, channels]
 * Params  none
 * MACs    not counted
 * Error   boxes are not of four numbers each
 * Source  He et al. 2017, Mask R-CNN, §3, https://arxiv.org/abs/1703.06870
 */
export const roiAlign = defineLayer({
  kind: 'roiAlign',
  summary: 'Cuts each box out of a map and samples it to one size, without rounding.',
  options: {
    poolSize: pair('Side of the grid of cells.'),
    spatialScale: numberOr(1, 'Elements of the map per pixel of the image.'),
    samplingRatio: countOr(2, 'Points read in a cell along each axis.'),
    aligned: flagOr(true, 'Whether to shift boxes by half an element, so that element centres lie at half pixels.'),
  },
  inputs: 'several',
  infer: ({ poolSize }, inputs) => pooledRegions(poolSize, inputs),
  window: () => 'global',
})

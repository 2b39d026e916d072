import type { RegionMap } from '../../builder/boxReading'
import type { CenteredBox } from './box'

/**
 * The anchors of a map that proposes regions, in pixels: row by row, place by place, at each place in the order given.
 *
 * Source  Ren et al. 2015, Faster R-CNN, §3.1.1, https://arxiv.org/abs/1506.01497
 */
export function gridAnchors(
  { stride, anchors, center = 0.5 }: RegionMap,
  [rows, columns]: readonly [rows: number, columns: number],
): CenteredBox[] {
  return Array.from({ length: rows * columns }, (_, place) => {
    const y = (Math.floor(place / columns) + center) * stride
    const x = ((place % columns) + center) * stride
    return anchors.map(([height, width]) => ({ y, x, height, width }))
  }).flat()
}

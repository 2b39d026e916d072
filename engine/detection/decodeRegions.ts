import type { Box } from './box'
import { clipBox } from './clipBox'
import { decodeOffsets, type OffsetOptions } from './decodeOffsets'
import type { Detection } from './nonMaximumSuppression'

/**
 * The boxes that the head of Fast or Faster R-CNN says of its regions, a detection a region and class, in the unit of the
 * regions, cut off at the image. The first class is the background, of which there are none.
 *
 * `scores` holds a number before softmax a region and class, `offsets` four. Throws RangeError where numbers are missing.
 *
 * Source  Girshick 2015, Fast R-CNN, §2.1 and §2.2, https://arxiv.org/abs/1504.08083
 */
export function decodeRegions(
  regions: readonly Box[],
  { scores, offsets }: { readonly scores: ArrayLike<number>; readonly offsets: ArrayLike<number> },
  { size: [height, width], variances }: { readonly size: readonly [number, number] } & Pick<OffsetOptions, 'variances'>,
): Detection[] {
  const classes = scores.length / regions.length
  const anchors = regions.flatMap(({ top, left, bottom, right }) => {
    const anchor = { y: (top + bottom) / 2, x: (left + right) / 2, height: bottom - top, width: right - left }
    return Array.from({ length: classes }, () => anchor)
  })
  const boxes = decodeOffsets(offsets, anchors, variances && { variances })
  return regions.flatMap((_, region) => {
    const row = Array.from({ length: classes }, (_, one) => scores[region * classes + one])
    const largest = Math.max(...row)
    const powers = row.map(score => Math.exp(score - largest))
    const sum = powers.reduce((a, b) => a + b, 0)
    return powers.slice(1).map((power, index) => ({
      box: clipBox(boxes[region * classes + 1 + index], height, width),
      class: 1 + index,
      score: power / sum,
    }))
  })
}

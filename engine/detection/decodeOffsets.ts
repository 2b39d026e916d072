import { type Box, boxAround, type CenteredBox } from './box'

/** How four numbers of a network move an anchor. */
export interface OffsetOptions {
  /** `xywh` as SSD's and Faster R-CNN's authors write the numbers, `yxhw` as TensorFlow's detectors do. */
  readonly order?: 'xywh' | 'yxhw'
  /** What offsets of the centre and of the size are multiplied with: SSD's are 0.1 and 0.2, Faster R-CNN's 1 and 1. */
  readonly variances?: readonly [center: number, size: number]
  /** Offsets of the size are cut off here before e is raised to them. */
  readonly largest?: number
}

/**
 * Boxes from what SSD, Fast and Faster R-CNN predict: the centre moves by parts of the anchor's size, the size grows
 * exponentially. `offsets` holds four numbers an anchor, one anchor behind the other; boxes come out in the unit of the
 * anchors and are not cut off at the image.
 *
 * Throws RangeError where there are not four offsets an anchor.
 *
 * Source  Girshick et al. 2014, R-CNN, appendix C, equations 1–4, https://arxiv.org/abs/1311.2524; Ren et al. 2015, Faster
 *         R-CNN, equation 2, https://arxiv.org/abs/1506.01497; variances: Liu et al. 2016, SSD, §2.2, and its code
 */
export function decodeOffsets(
  offsets: ArrayLike<number>,
  anchors: readonly CenteredBox[],
  { order = 'xywh', variances: [center, size] = [1, 1], largest = Math.log(1000 / 16) }: OffsetOptions = {},
): Box[] {
  if (offsets.length !== 4 * anchors.length) {
    throw new RangeError(`${anchors.length} anchors need ${4 * anchors.length} offsets, got ${offsets.length}`)
  }
  const [xPlace, yPlace] = order === 'xywh' ? [0, 1] : [1, 0]
  return anchors.map(({ y, x, height, width }, index) => {
    const at = (place: number) => offsets[4 * index + place]
    return boxAround({
      y: y + center * at(yPlace) * height,
      x: x + center * at(xPlace) * width,
      height: height * Math.exp(Math.min(size * at(2 + yPlace), largest)),
      width: width * Math.exp(Math.min(size * at(2 + xPlace), largest)),
    })
  })
}

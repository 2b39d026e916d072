import { boxAround } from './box'
import type { Detection } from './nonMaximumSuppression'

export interface YoloV1DecodingOptions {
  /** Places along each side. */
  readonly grid: number
  readonly boxes: number
  readonly classes: number
}

/**
 * Boxes from YOLO v1's output, one detection a box and class, in fractions of the image. Centres are parts of the place, sizes
 * are predicted as their square roots, and all boxes of a place share its classes.
 *
 * `output` is [grid, grid, 5 · boxes + classes]: at a place x, y, width, height and confidence of each box, then the classes.
 * Throws RangeError where its size is another.
 *
 * Source  Redmon et al. 2016, YOLO, §2, equation 1, and §2.2, https://arxiv.org/abs/1506.02640
 */
export function decodeYoloV1(output: ArrayLike<number>, options: YoloV1DecodingOptions): Detection[] {
  const { grid, boxes, classes } = options
  const size = 5 * boxes + classes
  const needed = grid * grid * size
  if (output.length !== needed) throw new RangeError(`the output must have ${needed} numbers, got ${output.length}`)
  const detections: Detection[] = []
  for (let place = 0; place < grid * grid; place++)
    for (let index = 0; index < boxes; index++) {
      const [x, y, width, height, confidence] = [0, 1, 2, 3, 4].map(i => output[place * size + 5 * index + i])
      const box = boxAround({
        x: ((place % grid) + x) / grid,
        y: (Math.floor(place / grid) + y) / grid,
        width: width ** 2,
        height: height ** 2,
      })
      for (let label = 0; label < classes; label++) {
        const score = confidence * output[place * size + 5 * boxes + label]
        detections.push({ box, class: label, score })
      }
    }
  return detections
}

import { boxAround } from './box'
import type { Detection } from './nonMaximumSuppression'

export interface YoloOptions {
  /** Places of the map along each axis. */
  readonly height: number
  readonly width: number
  readonly classes: number
  /** Anchors, height and width in fractions of the image. */
  readonly anchors: readonly (readonly [height: number, width: number])[]
  /** v2 makes classes compete (softmax), v3 does not (sigmoid). */
  readonly version: 2 | 3
}

/**
 * Boxes from one map of YOLO v2 or v3, one detection a box and class, in fractions of the image: the centre lies within the
 * place, the size is that of an anchor times a power of e, and the score is how sure an object is there times the class.
 *
 * `map` is [height, width, anchors · (5 + classes)], at an anchor x, y, width, height, object, classes; v3 has several maps,
 * each decoded with its own anchors. Throws RangeError where its size is another.
 *
 * Source  Redmon and Farhadi 2017, YOLO9000, §2, https://arxiv.org/abs/1612.08242; 2018, YOLOv3, §2.1 and §2.2,
 *         https://arxiv.org/abs/1804.02767
 */
export function decodeYolo(map: ArrayLike<number>, options: YoloOptions): Detection[] {
  const { height, width, classes, anchors, version } = options
  const size = 5 + classes
  const needed = height * width * anchors.length * size
  if (map.length !== needed) throw new RangeError(`the map must have ${needed} numbers, got ${map.length}`)
  const detections: Detection[] = []
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (const [index, [anchorHeight, anchorWidth]] of anchors.entries()) {
        const start = ((row * width + column) * anchors.length + index) * size
        const box = boxAround({
          x: (column + sigmoid(map[start])) / width,
          y: (row + sigmoid(map[start + 1])) / height,
          width: anchorWidth * Math.exp(map[start + 2]),
          height: anchorHeight * Math.exp(map[start + 3]),
        })
        const object = sigmoid(map[start + 4])
        const logits = Array.from({ length: classes }, (_, label) => map[start + 5 + label])
        const scores = version === 2 ? softmax(logits) : logits.map(sigmoid)
        for (const [label, score] of scores.entries()) detections.push({ box, class: label, score: object * score })
      }
  return detections
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}

function softmax(values: readonly number[]): number[] {
  const largest = Math.max(...values)
  const powers = values.map(value => Math.exp(value - largest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map(power => power / sum)
}

import type { Tensor } from '../tensor'

/**
 * YOLO head: a 1×1 convolution gives at every place, for each anchor box, its place and size, whether an object is there,
 * and a score a class.
 *
 * Input   [height, width, channels]
 * Output  [height, width, anchors · (5 + classes)]
 * Params  (channels + 1) · anchors · (5 + classes)
 * Source  Redmon and Farhadi 2017, YOLO9000, §2, https://arxiv.org/abs/1612.08242
 */
export function yoloHead(x: Tensor, anchors: number, classes: number): Tensor {
  return x.conv2d(anchors * (5 + classes), 1)
}

import type { Tensor } from '../tensor'

/**
 * SSD head: at every place of every map, a 3×3 convolution predicts for each default box four offsets and a score a class.
 * Maps of several sizes see objects of several sizes.
 *
 * Input   maps [height, width, channels], and how many default boxes each has at a place
 * Output  offsets [boxes, 4] and scores [boxes, classes] of all maps together
 * Params  (9 · channels + 1) · boxes at a place · (4 + classes) a map
 * Source  Liu et al. 2016, SSD, §2.1, https://arxiv.org/abs/1512.02325
 */
export function ssdHead(
  maps: readonly Tensor[],
  boxes: readonly number[],
  classes: number,
): { offsets: Tensor; scores: Tensor } {
  const predict = (size: number) =>
    maps.map((map, level) => map.conv2d(boxes[level] * size, 3, { padding: 1 }).reshape([-1, size]))
  return { offsets: joined(predict(4)), scores: joined(predict(classes)) }
}

function joined([first, ...others]: readonly Tensor[]): Tensor {
  return others.length > 0 ? first.concat(...others, { axis: 1 }) : first
}

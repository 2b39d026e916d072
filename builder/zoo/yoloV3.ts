import { darknetConv } from '../blocks/darknetConv'
import { yoloHead } from '../blocks/yoloHead'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { yoloAnchors } from './yoloAnchors'

export interface YoloV3Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** The small form for phones, with two scales instead of three. */
  tiny?: boolean
}

/**
 * YOLO v3 and its tiny form, Redmon and Farhadi 2018, https://arxiv.org/abs/1804.02767, §2.3 and §2.4.
 *
 * New against v2: Darknet-53 with residual blocks instead of poolings, and boxes from maps of three sizes, the coarse ones
 * enlarged and put beside the fine ones.
 */
export function yoloV3({ input = [416, 416, 3], classes = 80, tiny = false }: YoloV3Options = {}): Model {
  const start = image(...input)
  const heads = tiny ? tinyHeads(start, classes) : threeHeads(start, classes)
  const fractions = yoloAnchors(tiny ? ANCHORS.tiny : ANCHORS.full, 1, input)
  // Three anchors a map, the largest ones for the coarsest, which is the first output.
  const anchors = heads.map((_, head) => fractions?.slice(fractions.length - 3 * (head + 1)).slice(0, 3) ?? [])
  const boxes = fractions ? { boxes: { decoder: 'yoloV3', anchors } as const } : {}
  return model(tiny ? 'YOLO v3 tiny' : 'YOLO v3', start, heads, { task: 'detection', ...boxes })
}

/** Width and height in pixels, found by clustering on COCO: §2.3, and yolov3-tiny.cfg of https://github.com/pjreddie/darknet. */
const ANCHORS = {
  full: [10, 13, 16, 30, 33, 23, 30, 61, 62, 45, 59, 119, 116, 90, 156, 198, 373, 326],
  tiny: [10, 14, 23, 27, 37, 58, 81, 82, 135, 169, 344, 319],
}

function threeHeads(start: Tensor, classes: number): Tensor[] {
  const maps = darknet53Features(start)
  let [x, ...finer] = maps.slice(-3).reverse()
  const heads: Tensor[] = []
  for (const filters of [512, 256, 128]) {
    for (let pair = 0; pair < 2; pair++) x = darknetConv(darknetConv(x, filters, 1), 2 * filters, 3)
    x = darknetConv(x, filters, 1)
    heads.push(yoloHead(darknetConv(x, 2 * filters, 3), 3, classes))
    const [next, ...rest] = finer
    if (next)
      x = darknetConv(x, filters / 2, 1)
        .upSampling2d(2)
        .concat(next)
    finer = rest
  }
  return heads
}

/** Darknet-53 without its classifier: the last map of every stage. */
function darknet53Features(start: Tensor): Tensor[] {
  const maps: Tensor[] = []
  let x = darknetConv(start, 32, 3)
  for (const [stage, repeats] of [1, 2, 8, 8, 4].entries()) {
    const filters = 64 * 2 ** stage
    x = darknetConv(x, filters, 3, 2)
    for (let repeat = 0; repeat < repeats; repeat++) x = darknetConv(darknetConv(x, filters / 2, 1), filters, 3).add(x)
    maps.push(x)
  }
  return maps
}

function tinyHeads(start: Tensor, classes: number): Tensor[] {
  let x = start
  let fine = start
  for (const filters of [16, 32, 64, 128, 256]) {
    fine = darknetConv(x, filters, 3)
    x = fine.maxPool2d(2)
  }
  x = darknetConv(x, 512, 3).maxPool2d(2, { strides: 1, padding: 'same' })
  x = darknetConv(darknetConv(x, 1024, 3), 256, 1)
  const coarse = yoloHead(darknetConv(x, 512, 3), 3, classes)
  const merged = darknetConv(x, 128, 1).upSampling2d(2).concat(fine)
  return [coarse, yoloHead(darknetConv(merged, 256, 3), 3, classes)]
}

import { darknetConv } from '../blocks/darknetConv'
import { yoloHead } from '../blocks/yoloHead'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { darknet19Features } from './darknet19'
import { yoloAnchors } from './yoloAnchors'

export interface YoloV2Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  anchors?: number
  /** The small form for weak machines: nine convolutions, no passthrough. */
  tiny?: boolean
}

/**
 * YOLO v2, Redmon and Farhadi 2017, https://arxiv.org/abs/1612.08242, §2.
 *
 * New against v1: no dense layers, so any size of image will do; boxes are offsets from anchors found by clustering; a
 * passthrough lays the places of a finer map side by side as channels, for the sake of small objects. The tiny form is that
 * of the authors' yolov2-tiny-voc.cfg, https://github.com/pjreddie/darknet.
 */
export function yoloV2(options: YoloV2Options = {}): Model {
  const { input = [416, 416, 3], classes = 80, anchors = 5, tiny = false } = options
  const start = image(...input)
  const features = tiny ? tinyFeatures(start) : fullFeatures(start)
  const name = tiny ? 'YOLO v2 tiny' : 'YOLO v2'
  const fractions = yoloAnchors(tiny ? ANCHORS.voc : ANCHORS.coco, 32, input)
  const boxes = fractions?.length === anchors ? { boxes: { decoder: 'yoloV2', anchors: [fractions] } as const } : {}
  return model(name, start, yoloHead(features, anchors, classes), { task: 'detection', ...boxes })
}

/** Width and height in places of the last map, found by clustering on COCO, and on PASCAL VOC for the tiny form: the authors' files. */
const ANCHORS = {
  coco: [0.57273, 0.677385, 1.87446, 2.06253, 3.33843, 5.47434, 7.88282, 3.52778, 9.77052, 9.16828],
  voc: [1.08, 1.19, 3.42, 4.41, 6.63, 11.38, 9.42, 5.11, 16.62, 10.52],
}

function fullFeatures(start: Tensor): Tensor {
  const { fine, last } = darknet19Features(start)
  const deep = darknetConv(darknetConv(last, 1024, 3), 1024, 3)
  const passedThrough = darknetConv(fine, 64, 1).spaceToDepth(2)
  return darknetConv(passedThrough.concat(deep), 1024, 3)
}

function tinyFeatures(start: Tensor): Tensor {
  let x = start
  for (const filters of [16, 32, 64, 128, 256]) x = darknetConv(x, filters, 3).maxPool2d(2)
  x = darknetConv(x, 512, 3).maxPool2d(2, { strides: 1, padding: 'same' })
  return darknetConv(darknetConv(x, 1024, 3), 1024, 3)
}

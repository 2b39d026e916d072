import { darknetConv } from '../blocks/darknetConv'
import { yoloHead } from '../blocks/yoloHead'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { darknet19Features } from './darknet19'

export interface YoloV2Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  anchors?: number
}

/**
 * YOLO v2, Redmon and Farhadi 2017, https://arxiv.org/abs/1612.08242, §2.
 *
 * New against v1: no dense layers, so any size of image will do; boxes are offsets from anchors found by clustering; a
 * passthrough lays the places of a finer map side by side as channels, for the sake of small objects.
 */
export function yoloV2({ input = [416, 416, 3], classes = 80, anchors = 5 }: YoloV2Options = {}): Model {
  const start = image(...input)
  const { fine, last } = darknet19Features(start)
  const deep = darknetConv(darknetConv(last, 1024, 3), 1024, 3)
  const passedThrough = darknetConv(fine, 64, 1).spaceToDepth(2)
  const merged = darknetConv(passedThrough.concat(deep), 1024, 3)
  return model('YOLO v2', start, yoloHead(merged, anchors, classes), { task: 'detection' })
}

import { darknetConv } from '../blocks/darknetConv'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface Darknet19Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * Darknet-19, Redmon and Farhadi 2017, https://arxiv.org/abs/1612.08242, table 6: what YOLO v2 is trained from.
 *
 * New against VGG: 1×1 convolutions squeeze the channels between the 3×3 ones, batch normalisation everywhere, and a global
 * average in the place of the dense layers; a fifth of the operations at the same accuracy.
 */
export function darknet19({ input = [224, 224, 3], classes = 1000 }: Darknet19Options = {}): Model {
  const start = image(...input)
  const scores = darknet19Features(start).last.conv2d(classes, 1).globalAveragePool2d()
  return model('Darknet-19', start, scores.softmax(), { task: 'classification' })
}

/** The 18 convolutions before the classifier: the last map, 32 times smaller than the image, and the one twice as fine. */
export function darknet19Features(start: Tensor): { fine: Tensor; last: Tensor } {
  let x = start
  let fine = start
  for (const [stage, widths] of stages.entries()) {
    if (stage > 0) {
      fine = x
      x = x.maxPool2d(2)
    }
    for (const [position, width] of widths.entries()) x = darknetConv(x, width, position % 2 === 0 ? 3 : 1)
  }
  return { fine, last: x }
}

/** Filters of the convolutions between poolings, 3×3 and 1×1 in turn. */
const stages = [[32], [64], [128, 64, 128], [256, 128, 256], [512, 256, 512, 256, 512], [1024, 512, 1024, 512, 1024]]

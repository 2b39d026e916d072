import { shiftUnit } from '../blocks/shiftUnit'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface ShiftNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * ShiftNet-A, Wu et al. 2018, https://arxiv.org/abs/1711.08141, table 5.
 *
 * New against MobileNet: where neighbouring pixels meet, nothing is learned and nothing multiplied; channels are shifted
 * by a pixel or two in different directions, and the 1×1 convolutions between do the rest.
 */
export function shiftNet({ input = [224, 224, 3], classes = 1000 }: ShiftNetOptions = {}): Model {
  const start = image(...input)
  let x = start.conv2d(32, 7, { strides: 2, padding: 'same', useBias: false })
  for (const [filters, kernelSize, expansion, repeats, strides] of table5) {
    for (let repeat = 0; repeat < repeats; repeat++) x = shiftUnit(x, filters, { kernelSize, expansion, strides })
  }
  const scores = x.batchNorm().relu().globalAveragePool2d().dense(classes)
  return model('ShiftNet-A', start, scores.softmax(), { task: 'classification' })
}

/** Channels, side of the shifts, expansion, repeats, strides. */
const table5 = [
  [64, 5, 4, 1, 2],
  [64, 5, 4, 4, 1],
  [128, 5, 4, 1, 2],
  [128, 5, 3, 5, 1],
  [256, 3, 3, 1, 2],
  [256, 3, 2, 6, 1],
  [512, 3, 2, 1, 2],
  [512, 3, 1, 2, 1],
] as const

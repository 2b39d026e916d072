import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { shuffleUnitV2 } from '../blocks/shuffleUnitV2'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface ShuffleNetV2Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  width?: 0.5 | 1 | 1.5 | 2
}

/**
 * ShuffleNet v2, Ma et al. 2018, https://arxiv.org/abs/1807.11164, table 5.
 *
 * New against ShuffleNet: designed for time on a device, not for multiply-adds. Convolutions keep their width, nothing is
 * grouped but depthwise, half of the channels pass untouched and are joined by concatenation instead of a sum.
 */
export function shuffleNetV2({ input = [224, 224, 3], classes = 1000, width = 1 }: ShuffleNetV2Options = {}): Model {
  const start = image(...input)
  const [stages, last] = table5[width]
  let x = convBatchNormRelu(start, 24, 3, { strides: 2, padding: 1 }).maxPool2d(3, { strides: 2, padding: 1 })
  for (const [stage, repeats] of [4, 8, 4].entries()) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      x = shuffleUnitV2(x, stages[stage], { strides: repeat === 0 ? 2 : 1 })
    }
  }
  const scores = convBatchNormRelu(x, last, 1).globalAveragePool2d().dense(classes)
  return model(`ShuffleNet v2 ×${width}`, start, scores.softmax(), { task: 'classification' })
}

/** Channels of the three stages, and of the last convolution. */
const table5 = {
  0.5: [[48, 96, 192], 1024],
  1: [[116, 232, 464], 1024],
  1.5: [[176, 352, 704], 1024],
  2: [[244, 488, 976], 2048],
} as const

import { invertedResidual } from '../blocks/invertedResidual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { divisible } from './divisible'

export interface MobileNetV2Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Multiplies the channels of all layers; the last convolution never gets fewer than 1280. */
  width?: number
}

/**
 * MobileNet v2, Sandler et al. 2018, https://arxiv.org/abs/1801.04381, table 2.
 *
 * New against MobileNet v1: shortcuts between narrow layers, wide depthwise convolutions inside (inverted residuals), and
 * no activation where it is narrow (linear bottlenecks), which would destroy what little is there.
 */
export function mobileNetV2({ input = [224, 224, 3], classes = 1000, width = 1 }: MobileNetV2Options = {}): Model {
  const start = image(...input)
  let x = start
    .conv2d(divisible(32 * width), 3, { strides: 2, padding: 1, useBias: false })
    .batchNorm()
    .relu6()
  for (const [expansion, channels, repeats, strides] of table2) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      x = invertedResidual(x, divisible(channels * width), {
        expanded: expansion * x.channels,
        strides: repeat === 0 ? strides : 1,
      })
    }
  }
  const last = divisible(1280 * Math.max(1, width))
  const features = x.conv2d(last, 1, { useBias: false }).batchNorm().relu6().globalAveragePool2d()
  return model(`MobileNet v2 ×${width}`, start, features.dropout(0.2).dense(classes).softmax(), {
    task: 'classification',
  })
}

/** Expansion, channels, repeats, strides of the first: t, c, n, s of the paper. */
const table2 = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const

import { depthwiseSeparable } from '../blocks/depthwiseSeparable'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface MobileNetV1Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Multiplies the channels of all layers: α of the paper. */
  width?: number
}

/**
 * MobileNet, Howard et al. 2017, https://arxiv.org/abs/1704.04861, table 1.
 *
 * New against VGG: every convolution but the first is depthwise separable, which costs an eighth to a ninth; width and
 * resolution are dials that trade accuracy for speed.
 */
export function mobileNetV1({ input = [224, 224, 3], classes = 1000, width = 1 }: MobileNetV1Options = {}): Model {
  const start = image(...input)
  const scaled = (filters: number) => Math.floor(filters * width)
  let x = start.conv2d(scaled(32), 3, { strides: 2, padding: 'same', useBias: false }).batchNorm().relu6()
  for (const [filters, strides] of table1) {
    x = depthwiseSeparable(x, scaled(filters), { strides, activation: 'relu6' })
  }
  const scores = x.globalAveragePool2d().dropout(0.001).dense(classes)
  return model(`MobileNet ×${width}`, start, scores.softmax(), { task: 'classification' })
}

/** Filters and strides of the thirteen depthwise separable convolutions. */
const table1 = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const

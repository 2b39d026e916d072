import { invertedResidual } from '../blocks/invertedResidual'
import { squeezeExcite } from '../blocks/squeezeExcite'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { divisible } from './divisible'

export interface MobileNetV3Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  size?: 'large' | 'small'
  /** Multiplies the channels of all layers. */
  width?: number
}

/**
 * MobileNet v3, Howard et al. 2019, https://arxiv.org/abs/1905.02244, tables 1 and 2.
 *
 * New against MobileNet v2: layers found by search, squeeze-and-excite inside some inverted residuals, hard swish where
 * the map is small, a cheaper first layer, and the last wide convolution after the pooling, where it costs a 49th.
 */
export function mobileNetV3(options: MobileNetV3Options = {}): Model {
  const { input = [224, 224, 3], classes = 1000, size = 'large', width = 1 } = options
  const start = image(...input)
  let x = start
    .conv2d(divisible(16 * width), 3, { strides: 2, padding: 1, useBias: false })
    .batchNorm()
    .hardSwish()
  for (const [kernelSize, expanded, channels, excited, activation, strides] of tables[size]) {
    const wide = divisible(expanded * width)
    const units = divisible(wide / 4)
    x = invertedResidual(x, divisible(channels * width), {
      kernelSize,
      expanded: wide,
      strides,
      activation,
      gate: excited ? branch => squeezeExcite(branch, { units, gate: 'hardSigmoid' }) : undefined,
    })
  }
  const features = x
    .conv2d(6 * x.channels, 1, { useBias: false })
    .batchNorm()
    .hardSwish()
    .globalAveragePool2d()
  const last = divisible((size === 'large' ? 1280 : 1024) * width)
  const scores = features.dense(last).hardSwish().dropout(0.2).dense(classes)
  return model(`MobileNet v3 ${size} ×${width}`, start, scores.softmax(), { task: 'classification' })
}

type Row = readonly [
  kernelSize: number,
  expanded: number,
  channels: number,
  excited: boolean,
  activation: 'relu' | 'hardSwish',
  strides: number,
]

const tables: Readonly<Record<'large' | 'small', readonly Row[]>> = {
  large: [
    [3, 16, 16, false, 'relu', 1],
    [3, 64, 24, false, 'relu', 2],
    [3, 72, 24, false, 'relu', 1],
    [5, 72, 40, true, 'relu', 2],
    [5, 120, 40, true, 'relu', 1],
    [5, 120, 40, true, 'relu', 1],
    [3, 240, 80, false, 'hardSwish', 2],
    [3, 200, 80, false, 'hardSwish', 1],
    [3, 184, 80, false, 'hardSwish', 1],
    [3, 184, 80, false, 'hardSwish', 1],
    [3, 480, 112, true, 'hardSwish', 1],
    [3, 672, 112, true, 'hardSwish', 1],
    [5, 672, 160, true, 'hardSwish', 2],
    [5, 960, 160, true, 'hardSwish', 1],
    [5, 960, 160, true, 'hardSwish', 1],
  ],
  small: [
    [3, 16, 16, true, 'relu', 2],
    [3, 72, 24, false, 'relu', 2],
    [3, 88, 24, false, 'relu', 1],
    [5, 96, 40, true, 'hardSwish', 2],
    [5, 240, 40, true, 'hardSwish', 1],
    [5, 240, 40, true, 'hardSwish', 1],
    [5, 120, 48, true, 'hardSwish', 1],
    [5, 144, 48, true, 'hardSwish', 1],
    [5, 288, 96, true, 'hardSwish', 2],
    [5, 576, 96, true, 'hardSwish', 1],
    [5, 576, 96, true, 'hardSwish', 1],
  ],
}

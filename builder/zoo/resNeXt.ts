import { bottleneck } from '../blocks/bottleneck'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { residualDepths, residualStages, residualStem } from './residualStages'

export interface ResNeXtOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: 50 | 101 | 152
  /** Groups of the 3×3 convolutions. */
  cardinality?: number
  /** Channels of a group in the first stage; "32×4d" is cardinality 32 and 4 of these. */
  groupWidth?: number
}

/**
 * ResNeXt, Xie et al. 2017, https://arxiv.org/abs/1611.05431, table 1.
 *
 * New against ResNet: the 3×3 convolution of the bottleneck is twice as wide, and split into 32 groups, so that it costs as
 * much as before. The number of groups, the cardinality, helps more than depth or width.
 */
export function resNeXt(options: ResNeXtOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 50, cardinality = 32, groupWidth = 4 } = options
  const start = image(...input)
  const features = residualStages(residualStem(start), residualDepths[depth], (x, width, strides) =>
    bottleneck(x, (width / 64) * cardinality * groupWidth, { filters: 4 * width, strides, groups: cardinality }),
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`ResNeXt-${depth} ${cardinality}×${groupWidth}d`, start, scores.softmax(), { task: 'classification' })
}

import { bottleneck } from '../blocks/bottleneck'
import { cbam } from '../blocks/cbam'
import { residual } from '../blocks/residual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { type ResidualDepth, residualDepths, residualStages, residualStem } from './residualStages'

export interface CbamResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: ResidualDepth
  /** 1 strides in the first 1×1 of a bottleneck, as in the paper; 1.5 in the 3×3. */
  version?: 1 | 1.5
}

/**
 * ResNet with convolutional block attention modules, Woo et al. 2018, https://arxiv.org/abs/1807.06521, table 4.
 *
 * New against SE-ResNet: the channels' weights come from their maxima too, and a second gate weighs the places.
 */
export function cbamResNet(options: CbamResNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 50, version = 1 } = options
  const start = image(...input)
  const features = residualStages(residualStem(start), residualDepths[depth], (x, width, strides) =>
    depth < 50 ? residual(x, width, { strides, gate: cbam }) : bottleneck(x, width, { strides, version, gate: cbam }),
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`CBAM-ResNet-${depth}`, start, scores.softmax(), { task: 'classification' })
}

import { preactivationBottleneck } from '../blocks/preactivationBottleneck'
import { preactivationResidual } from '../blocks/preactivationResidual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { type ResidualDepth, residualDepths, residualStages, residualStem } from './residualStages'

export interface PreactivationResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: ResidualDepth
}

/**
 * Pre-activation ResNet (ResNet v2), He et al. 2016, https://arxiv.org/abs/1603.05027.
 *
 * New against ResNet: normalisation and ReLU stand before each convolution, nothing stands on the shortcut, and one
 * normalisation with ReLU ends the network. Gradients reach every block unhindered; a thousand layers can be trained.
 */
export function preactivationResNet(options: PreactivationResNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 50 } = options
  const start = image(...input)
  const block = depth < 50 ? preactivationResidual : preactivationBottleneck
  const features = residualStages(residualStem(start), residualDepths[depth], (x, width, strides) =>
    block(x, width, { strides }),
  )
  const scores = features.batchNorm().relu().globalAveragePool2d().dense(classes)
  return model(`Pre-activation ResNet-${depth}`, start, scores.softmax(), { task: 'classification' })
}

import { bottleneck } from '../blocks/bottleneck'
import { residual } from '../blocks/residual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { type ResidualDepth, residualDepths, residualStages, residualStem } from './residualStages'

export interface ResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  depth?: ResidualDepth
  /** 1 strides in the first 1×1 of a bottleneck, as in the paper; 1.5 in the 3×3, as in PyTorch. */
  version?: 1 | 1.5
  /** Whether convolutions keep a bias before the normalisation, as in Keras's networks. */
  useBias?: boolean
}

/**
 * ResNet-18, -34, -50, -101 and -152, He et al. 2016, https://arxiv.org/abs/1512.03385, table 1.
 *
 * New against VGG: every two or three layers learn only what to add to their input, which passes by on a shortcut. Gradients
 * pass by too, and networks of a hundred layers and more can be trained.
 */
export function resNet(options: ResNetOptions = {}): Model {
  const { input = [224, 224, 3], classes = 1000, depth = 50, version = 1.5, useBias = false } = options
  const start = image(...input)
  const features = residualStages(residualStem(start, useBias), residualDepths[depth], (x, width, strides) =>
    depth < 50 ? residual(x, width, { strides, useBias }) : bottleneck(x, width, { strides, version, useBias }),
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`ResNet-${depth}`, start, scores.softmax(), { task: 'classification' })
}

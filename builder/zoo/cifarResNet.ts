import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { residual } from '../blocks/residual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { residualStages } from './residualStages'

export interface CifarResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 6 · n + 2: 20, 32, 44, 56, 110 in the paper. */
  depth?: number
}

/**
 * ResNet for CIFAR-10, He et al. 2016, https://arxiv.org/abs/1512.03385, §4.2: three stages of 16, 32 and 64 channels.
 *
 * The paper's shortcuts between stages pad the new channels with zeros (option A); here, as in most code since, a 1×1
 * convolution makes them (option B), which adds 2,752 parameters.
 */
export function cifarResNet({ input = [32, 32, 3], classes = 10, depth = 20 }: CifarResNetOptions = {}): Model {
  const start = image(...input)
  const blocks = (depth - 2) / 6
  const features = residualStages(
    convBatchNormRelu(start, 16, 3, { padding: 1 }),
    [blocks, blocks, blocks],
    (x, width, strides) => residual(x, width, { strides }),
    16,
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`ResNet-${depth} (CIFAR)`, start, scores.softmax(), { task: 'classification' })
}

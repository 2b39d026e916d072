import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { residual } from '../blocks/residual'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { repeats } from './repeats'
import { residualStages } from './residualStages'

export interface CifarResNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 6 · n + 2: 20, 32, 44, 56, 110 in the paper. */
  depth?: number
  /** What leads around a block between stages: the paper's zeros for the new channels (option A), or a 1×1 convolution (B). */
  shortcut?: 'zeroPadding' | 'projection'
}

/**
 * ResNet for CIFAR-10, He et al. 2016, https://arxiv.org/abs/1512.03385, §4.2: three stages of 16, 32 and 64 channels.
 *
 * New against the networks for ImageNet: small images keep their size in the first layer, a 3×3 convolution, and nothing is
 * pooled before it. With 110 layers it was the deepest network trained till then; 20 layers have 0.27 million parameters.
 *
 * The paper's shortcuts between stages pad the new channels with zeros (option A), so that a residual network has exactly
 * the parameters of the plain one it is compared with. Much code since has a 1×1 convolution there (option B), which adds
 * 2,752.
 */
export function cifarResNet(options: CifarResNetOptions = {}): Model {
  const { input = [32, 32, 3], classes = 10, depth = 20, shortcut = 'zeroPadding' } = options
  const start = image(...input)
  const blocks = repeats('cifarResNet', depth, 6, 2)
  const features = residualStages(
    convBatchNormRelu(start, 16, 3, { padding: 1 }),
    [blocks, blocks, blocks],
    (x, width, strides) => residual(x, width, { strides, shortcut }),
    16,
  )
  const scores = features.globalAveragePool2d().dense(classes)
  return model(`ResNet-${depth} (CIFAR)`, start, scores.softmax(), { task: 'classification' })
}

import { vgg16Stages, vggStage } from '../blocks/vggStage'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface DeepLabV1Options {
  input?: readonly [number, number, number]
  classes?: number
  /** Whether the scores are sharpened by a conditional random field, as the paper does at inference. */
  crf?: boolean
}

/**
 * DeepLab v1 (LargeFOV), Chen et al. 2015, https://arxiv.org/abs/1412.7062, §3 and table 1b.
 *
 * New against FCN: the last two poolings do not stride, and the convolutions after them are dilated instead, so that scores
 * come at every eighth pixel; the first dense layer becomes a 3×3 window of dilation 12 and a quarter of the filters.
 */
export function deepLabV1({ input = [321, 321, 3], classes = 21, crf = false }: DeepLabV1Options = {}): Model {
  const start = image(...input)
  const features = dilatedVgg16(start)
    .conv2d(1024, 3, { padding: 12, dilationRate: 12 })
    .relu()
    .dropout(0.5)
    .conv2d(1024, 1)
    .relu()
    .dropout(0.5)
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]], { coordinates: 'alignCorners' })
  return model('DeepLab v1 LargeFOV', start, crf ? scores.denseCrf(start) : scores, { task: 'segmentation' })
}

/** VGG-16's convolutions with 3×3 poolings, the last two of step 1, and dilation 2 between them: one eighth of the image. */
export function dilatedVgg16(start: Tensor): Tensor {
  let x = start
  for (const [stage, [filters, convolutions]] of vgg16Stages.entries()) {
    x = vggStage(x, filters, convolutions, { dilationRate: stage === 4 ? 2 : 1, firstPadding: stage === 4 ? 2 : 1 })
    x = x.maxPool2d(3, { strides: stage < 3 ? 2 : 1, padding: 1, ceilMode: true })
  }
  return x
}

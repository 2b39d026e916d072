import { asppV3 } from '../blocks/aspp'
import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { input as image } from '../input'
import { type Model, model } from '../model'
import { dilatedResNet } from './dilatedResNet'
import { fcnHead } from './fcnResNet'

export interface DeepLabV3Options {
  input?: readonly [number, number, number]
  classes?: number
  depth?: 50 | 101
  outputStride?: 8 | 16
  /** Whether the head on the third stage that helps training is there too, as in PyTorch. */
  auxiliary?: boolean
}

/**
 * DeepLab v3, Chen et al. 2017, https://arxiv.org/abs/1706.05587, §3.3 and figure 5, with the 3×3 convolution before the
 * scores that PyTorch's network has.
 *
 * New against v2: batch normalisation in the pyramid, a branch with the mean of the whole image, and no conditional random
 * field. Rates double where the map is twice as fine.
 */
export function deepLabV3(options: DeepLabV3Options = {}): Model {
  const { input = [520, 520, 3], classes = 21, depth = 50, outputStride = 8, auxiliary = false } = options
  const start = image(...input)
  const maps = dilatedResNet(start, { depth, outputStride })
  const rates = outputStride === 8 ? [12, 24, 36] : [6, 12, 18]
  const features = convBatchNormRelu(asppV3(maps[3], { rates }).dropout(0.5), 256, 3)
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]])
  const heads = [scores, ...(auxiliary ? [fcnHead(maps[2], classes, input)] : [])]
  return model(`DeepLab v3 ResNet-${depth}`, start, heads, { task: 'segmentation' })
}

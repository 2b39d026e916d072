import { asppV3 } from '../blocks/aspp'
import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { input as image } from '../input'
import { type Model, model } from '../model'
import { NetworkError } from '../problem'
import { deepLabBackbone } from './deepLabBackbone'
import { fcnHead } from './fcnResNet'

export interface DeepLabV3Options {
  input?: readonly [number, number, number]
  classes?: number
  backbone?: 'resNet50' | 'resNet101' | 'xception65'
  outputStride?: 8 | 16
  /** Whether the head on the third stage that helps training is there too, as in PyTorch; on ResNet only. */
  auxiliary?: boolean
}

/**
 * DeepLab v3, Chen et al. 2017, https://arxiv.org/abs/1706.05587, §3.3 and figure 5, with the 3×3 convolution before the
 * scores that PyTorch's network has, and dropout behind it, as the authors' code has it before the scores,
 * https://github.com/tensorflow/models/tree/master/research/deeplab; on Xception as in v3+ without its decoder, https://arxiv.org/abs/1802.02611, §3.2.
 *
 * New against v2: batch normalisation in the pyramid, a branch with the mean of the whole image, and no conditional random
 * field. Rates double where the map is twice as fine.
 */
export function deepLabV3(options: DeepLabV3Options = {}): Model {
  const { input = [520, 520, 3], classes = 21, backbone = 'resNet50', outputStride = 8, auxiliary = false } = options
  const start = image(...input)
  const { name, third, last } = deepLabBackbone(start, backbone, outputStride)
  if (auxiliary && !third) {
    const message = 'the auxiliary head reads the third stage of a ResNet, which Xception does not have'
    throw new NetworkError('deepLabV3', { rule: 'invalid-option', option: 'auxiliary', message })
  }
  const rates = outputStride === 8 ? [12, 24, 36] : [6, 12, 18]
  const pyramid = asppV3(last, { rates, separable: backbone === 'xception65' })
  const features = convBatchNormRelu(pyramid, 256, 3).dropout(0.1)
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]])
  const heads = [scores, ...(auxiliary && third ? [fcnHead(third, classes, input)] : [])]
  return model(`DeepLab v3 ${name}`, start, heads, { task: 'segmentation' })
}

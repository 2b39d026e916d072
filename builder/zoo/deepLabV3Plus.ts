import { asppV3 } from '../blocks/aspp'
import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { input as image } from '../input'
import { type Model, model } from '../model'
import { dilatedResNet } from './dilatedResNet'

export interface DeepLabV3PlusOptions {
  input?: readonly [number, number, number]
  classes?: number
  depth?: 50 | 101
  outputStride?: 8 | 16
}

/**
 * DeepLab v3+ on ResNet, Chen et al. 2018, https://arxiv.org/abs/1802.02611, §3.1 and figure 2.
 *
 * New against v3: a decoder. The pyramid's output is enlarged four times and put beside an early, fine map, narrowed to 48
 * channels so that it does not outweigh it; two 3×3 convolutions draw sharper edges from both.
 */
export function deepLabV3Plus(options: DeepLabV3PlusOptions = {}): Model {
  const { input = [513, 513, 3], classes = 21, depth = 101, outputStride = 16 } = options
  const start = image(...input)
  const maps = dilatedResNet(start, { depth, outputStride })
  const rates = outputStride === 8 ? [12, 24, 36] : [6, 12, 18]
  const fine = convBatchNormRelu(maps[0], 48, 1)
  const coarse = asppV3(maps[3], { rates }).resizeBilinear([fine.height, fine.width])
  const features = convBatchNormRelu(convBatchNormRelu(coarse.concat(fine), 256, 3), 256, 3)
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]])
  return model(`DeepLab v3+ ResNet-${depth}`, start, scores, { task: 'segmentation' })
}

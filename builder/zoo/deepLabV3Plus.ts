import { asppV3 } from '../blocks/aspp'
import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { depthwiseSeparable } from '../blocks/depthwiseSeparable'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { deepLabBackbone } from './deepLabBackbone'

export interface DeepLabV3PlusOptions {
  input?: readonly [number, number, number]
  classes?: number
  backbone?: 'resNet50' | 'resNet101' | 'xception65'
  outputStride?: 8 | 16
}

/**
 * DeepLab v3+, Chen et al. 2018, https://arxiv.org/abs/1802.02611, §3 and figure 2: on aligned Xception with depthwise
 * separable convolutions in pyramid and decoder, its best form, or on ResNet.
 *
 * New against v3: a decoder. The pyramid's output is enlarged four times and put beside an early, fine map, narrowed to 48
 * channels so that it does not outweigh it; two 3×3 convolutions draw sharper edges from both.
 */
export function deepLabV3Plus(options: DeepLabV3PlusOptions = {}): Model {
  const { input = [513, 513, 3], classes = 21, backbone = 'resNet101', outputStride = 16 } = options
  const separable = backbone === 'xception65'
  const refine = (x: Tensor) => (separable ? depthwiseSeparable(x, 256) : convBatchNormRelu(x, 256, 3))
  const start = image(...input)
  const { name, fine, last } = deepLabBackbone(start, backbone, outputStride)
  const rates = outputStride === 8 ? [12, 24, 36] : [6, 12, 18]
  const edges = convBatchNormRelu(fine, 48, 1)
  const coarse = asppV3(last, { rates, separable }).resizeBilinear([fine.height, fine.width])
  const features = refine(refine(coarse.concat(edges)))
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]])
  return model(`DeepLab v3+ ${name}`, start, scores, { task: 'segmentation' })
}

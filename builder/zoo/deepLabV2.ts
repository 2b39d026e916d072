import { asppV2 } from '../blocks/aspp'
import { input as image } from '../input'
import { type Model, model } from '../model'
import { dilatedVgg16 } from './deepLabV1'
import { dilatedResNet } from './dilatedResNet'

export interface DeepLabV2Options {
  input?: readonly [number, number, number]
  classes?: number
  backbone?: 'vgg16' | 'resNet101'
  /** Whether the scores are sharpened by a conditional random field, as the paper does at inference. */
  crf?: boolean
}

/**
 * DeepLab v2 (ASPP-L), Chen et al. 2018, https://arxiv.org/abs/1606.00915, §3.2 and §4.1.
 *
 * New against v1: scores are the sum of four classifiers of different dilation, which see objects at several sizes; and
 * ResNet-101 in the place of VGG-16.
 */
export function deepLabV2(options: DeepLabV2Options = {}): Model {
  const { input = [321, 321, 3], classes = 21, backbone = 'resNet101', crf = false } = options
  const start = image(...input)
  const coarse =
    backbone === 'vgg16'
      ? asppV2(dilatedVgg16(start), classes, { hidden: 1024 })
      : asppV2(dilatedResNet(start, { depth: 101, outputStride: 8, version: 1 })[3], classes)
  const scores = coarse.resizeBilinear([input[0], input[1]], { coordinates: 'alignCorners' })
  const name = `DeepLab v2 ${backbone === 'vgg16' ? 'VGG-16' : 'ResNet-101'}`
  return model(name, start, crf ? scores.denseCrf(start) : scores, { task: 'segmentation' })
}

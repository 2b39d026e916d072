import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { pyramidPooling } from '../blocks/pyramidPooling'
import { input as image } from '../input'
import { type Model, model } from '../model'
import { dilatedResNet } from './dilatedResNet'
import { fcnHead } from './fcnResNet'

export interface PspNetOptions {
  input?: readonly [number, number, number]
  classes?: number
  depth?: 50 | 101
  /** Whether the head on the third stage that helps training is there too. */
  auxiliary?: boolean
}

/**
 * PSPNet, Zhao et al. 2017, https://arxiv.org/abs/1612.01105, §3 and figure 3.
 *
 * New against FCN: means of the map over coarse grids tell every pixel what kind of scene it is in, so that boats are found
 * on water and cars on roads.
 */
export function pspNet(options: PspNetOptions = {}): Model {
  const { input = [473, 473, 3], classes = 150, depth = 50, auxiliary = false } = options
  const start = image(...input)
  const maps = dilatedResNet(start, { depth, outputStride: 8 })
  const features = convBatchNormRelu(pyramidPooling(maps[3]), 512, 3).dropout(0.1)
  const scores = features.conv2d(classes, 1).resizeBilinear([input[0], input[1]], { coordinates: 'alignCorners' })
  const heads = [scores, ...(auxiliary ? [fcnHead(maps[2], classes, input)] : [])]
  return model(`PSPNet ResNet-${depth}`, start, heads, { task: 'segmentation' })
}

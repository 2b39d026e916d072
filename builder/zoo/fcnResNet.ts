import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'
import { dilatedResNet } from './dilatedResNet'

export interface FcnResNetOptions {
  input?: readonly [number, number, number]
  classes?: number
  depth?: 50 | 101
  /** Whether the head on the third stage that helps training is there too. */
  auxiliary?: boolean
}

/**
 * Fully convolutional network on a dilated ResNet, as in PyTorch: Long, Shelhamer, Darrell 2015,
 * https://arxiv.org/abs/1411.4038, with the dilation of Yu and Koltun 2016, https://arxiv.org/abs/1511.07122, in the place
 * of the finer maps.
 */
export function fcnResNet(options: FcnResNetOptions = {}): Model {
  const { input = [520, 520, 3], classes = 21, depth = 50, auxiliary = false } = options
  const start = image(...input)
  const maps = dilatedResNet(start, { depth, outputStride: 8 })
  const heads = [fcnHead(maps[3], classes, input), ...(auxiliary ? [fcnHead(maps[2], classes, input)] : [])]
  return model(`FCN ResNet-${depth}`, start, heads, { task: 'segmentation' })
}

/** A 3×3 convolution to a quarter of the channels, then scores, resized to the image. */
export function fcnHead(x: Tensor, classes: number, [height, width]: readonly number[]): Tensor {
  const features = convBatchNormRelu(x, x.channels / 4, 3).dropout(0.1)
  return features.conv2d(classes, 1).resizeBilinear([height, width])
}

import { mlpconv } from '../blocks/mlpconv'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface NetworkInNetworkOptions {
  /** `cifar` is the paper's network for 32×32 images, `imageNet` the authors' for 224×224. */
  dataset?: 'cifar' | 'imageNet'
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * Network in Network, Lin, Chen, Yan 2014, https://arxiv.org/abs/1312.4400, §3 and §4; filters of the authors' code,
 * https://github.com/BVLC/caffe/wiki/Model-Zoo.
 *
 * New: 1×1 convolutions between the others (mlpconv), and global average pooling in the place of dense layers, so that every
 * last map is the evidence for one class. Pooling rounds up, as in Caffe.
 */
export function networkInNetwork(options: NetworkInNetworkOptions = {}): Model {
  const { dataset = 'cifar' } = options
  return dataset === 'cifar' ? cifarForm(options) : imageNetForm(options)
}

function cifarForm({ input = [32, 32, 3], classes = 10 }: NetworkInNetworkOptions): Model {
  const start = image(...input)
  let x: Tensor = mlpconv(start, [192, 160, 96], 5)
  x = mlpconv(x.maxPool2d(3, halving).dropout(0.5), [192, 192, 192], 5)
  x = mlpconv(x.avgPool2d(3, halving).dropout(0.5), [192, 192, classes], 3)
  return model('NIN (CIFAR)', start, x.globalAveragePool2d().softmax(), { task: 'classification' })
}

function imageNetForm({ input = [224, 224, 3], classes = 1000 }: NetworkInNetworkOptions): Model {
  const start = image(...input)
  let x: Tensor = mlpconv(start, [96, 96, 96], 11, { strides: 4, padding: 'valid' })
  x = mlpconv(x.maxPool2d(3, halving), [256, 256, 256], 5)
  x = mlpconv(x.maxPool2d(3, halving), [384, 384, 384], 3)
  x = mlpconv(x.maxPool2d(3, halving).dropout(0.5), [1024, 1024, classes], 3)
  return model('NIN (ImageNet)', start, x.globalAveragePool2d().softmax(), { task: 'classification' })
}

const halving = { strides: 2, ceilMode: true }

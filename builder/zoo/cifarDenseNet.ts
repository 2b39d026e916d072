import { denseBlock } from '../blocks/denseBlock'
import { denseTransition } from '../blocks/denseTransition'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { repeats } from './repeats'

export interface CifarDenseNetOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** 3 · n + 4 without bottlenecks, 6 · n + 4 with. */
  depth?: number
  growth?: number
  /** Whether a 1×1 convolution stands before every 3×3: the B of DenseNet-BC. */
  bottleneck?: boolean
  /** Share of the channels a transition keeps; below 1 it is the C of DenseNet-BC. */
  compression?: number
}

/**
 * DenseNet for CIFAR, Huang et al. 2017, https://arxiv.org/abs/1608.06993, §3 (Implementation Details) and table 2: three
 * dense blocks of equal length.
 *
 * New against the CIFAR ResNets: a layer reads the maps of all layers before it in its block, side by side, where a residual
 * layer adds them up. Each layer then needs to make only a few maps of its own, `growth` of them.
 */
export function cifarDenseNet(options: CifarDenseNetOptions = {}): Model {
  const { input = [32, 32, 3], classes = 10, depth = 100, growth = 12, bottleneck = true } = options
  const { compression = bottleneck ? 0.5 : 1 } = options
  const layers = repeats('cifarDenseNet', depth, bottleneck ? 6 : 3, 4)
  const start = image(...input)
  // The paper starts plain DenseNets with 16 channels and DenseNet-BC with 2 · growth; the authors' code, with 2 · growth.
  let x = start.conv2d(2 * growth, 3, { padding: 'same', useBias: false })
  for (let stage = 0; stage < 3; stage++) {
    if (stage > 0) x = denseTransition(x, { compression })
    x = denseBlock(x, layers, growth, { bottleneck })
  }
  const scores = x.batchNorm().relu().globalAveragePool2d().dense(classes)
  const form = `${bottleneck ? 'B' : ''}${compression < 1 ? 'C' : ''}`
  const name = `DenseNet${form === '' ? '' : `-${form}`}-${depth} k=${growth}`
  return model(name, start, scores.softmax(), { task: 'classification' })
}

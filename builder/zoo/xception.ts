import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import type { Tensor } from '../tensor'

export interface XceptionOptions {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * Xception, Chollet 2017, https://arxiv.org/abs/1610.02357, figure 5.
 *
 * New against Inception v3: an inception module taken to its end, every channel filtered by itself, is a depthwise separable
 * convolution. The network is a stack of those, with shortcuts.
 */
export function xception({ input = [299, 299, 3], classes = 1000 }: XceptionOptions = {}): Model {
  const start = image(...input)
  let x = convBatchNormRelu(start, 32, 3, { strides: 2, padding: 'valid' })
  x = convBatchNormRelu(x, 64, 3, { padding: 'valid' })
  // Entry flow. The first module starts from activated features already.
  x = halving(x, separable(separable(x, 128).relu(), 128))
  for (const filters of [256, 728]) x = halving(x, separable(separable(x.relu(), filters).relu(), filters))
  // Middle flow.
  for (let module = 0; module < 8; module++) {
    let branch = x
    for (let convolution = 0; convolution < 3; convolution++) branch = separable(branch.relu(), 728)
    x = branch.add(x)
  }
  // Exit flow.
  x = halving(x, separable(separable(x.relu(), 728).relu(), 1024))
  x = separable(separable(x, 1536).relu(), 2048).relu()
  const scores = x.globalAveragePool2d().dense(classes)
  return model('Xception', start, scores.softmax(), { task: 'classification' })
}

function separable(x: Tensor, filters: number): Tensor {
  return x.separableConv2d(filters, 3, { padding: 'same', useBias: false }).batchNorm()
}

/** Pools the branch and adds a projection of the input. */
function halving(x: Tensor, branch: Tensor): Tensor {
  const shortcut = x.conv2d(branch.channels, 1, { strides: 2, padding: 'same', useBias: false }).batchNorm()
  return branch.maxPool2d(3, { strides: 2, padding: 'same' }).add(shortcut)
}

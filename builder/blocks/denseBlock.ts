import type { Tensor } from '../tensor'
import { checkRepetitions } from './checkRepetitions'

/**
 * Dense block: every layer reads the outputs of all layers before it, and adds `growth` channels of its own.
 *
 * Input   [height, width, channels]
 * Output  [height, width, channels + layers · growth]
 * Params  a layer with c input channels: 4 · growth · c + 9 · 4 · growth² with a bottleneck, else 9 · growth · c; batch norms
 * Source  Huang et al. 2017, Densely Connected Convolutional Networks, §3, https://arxiv.org/abs/1608.06993
 */
export function denseBlock(x: Tensor, layers: number, growth: number, options: DenseBlockOptions = {}): Tensor {
  const { bottleneck = true, bottleneckWidth = 4 * growth, dropout = 0 } = options
  checkRepetitions('denseBlock', 'layers', layers)
  let all = x
  for (let layer = 0; layer < layers; layer++) {
    let features = all.batchNorm().relu()
    // DenseNet-B: a 1×1 convolution first brings all that came before down to a few, 4 · growth of them.
    if (bottleneck) features = features.conv2d(bottleneckWidth, 1, { useBias: false }).batchNorm().relu()
    features = features.conv2d(growth, 3, { padding: 'same', useBias: false })
    all = all.concat(dropout > 0 ? features.dropout(dropout) : features)
  }
  return all
}

export interface DenseBlockOptions {
  bottleneck?: boolean
  /** Filters of the bottleneck; 4 · growth in DenseNet. */
  bottleneckWidth?: number
  /** Rate of the dropout after each layer; the paper uses 0.2 on CIFAR without augmentation. */
  dropout?: number
}

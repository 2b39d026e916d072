import type { Tensor } from '../tensor'

/**
 * Transition between dense blocks: a 1×1 convolution compresses the channels, an average pooling halves the map.
 *
 * Input   [height, width, channels]
 * Output  [⌊height / 2⌋, ⌊width / 2⌋, ⌊compression · channels⌋]
 * Params  channels · ⌊compression · channels⌋ and batch normalisation of the input
 * Source  Huang et al. 2017, Densely Connected Convolutional Networks, §3 (DenseNet-C), https://arxiv.org/abs/1608.06993
 */
export function denseTransition(x: Tensor, { compression = 0.5 }: { compression?: number } = {}): Tensor {
  return x
    .batchNorm()
    .relu()
    .conv2d(Math.floor(compression * x.channels), 1, { useBias: false })
    .avgPool2d(2)
}

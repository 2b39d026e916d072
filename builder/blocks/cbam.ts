import { layers, type Tensor } from '../tensor'

/**
 * Convolutional block attention module: channel attention, then spatial attention.
 *
 * Channels: mean and maximum of every channel go through the same two dense layers, and their sum is the weight.
 * Places: mean and maximum over the channels go through one 7×7 convolution, whose output is the weight.
 *
 * Input   [height, width, channels]
 * Output  the same shape
 * Params  2 · channels² / reduction and the dense layers' biases; 7 · 7 · 2 and batch normalisation of 1 channel
 * Source  Woo et al. 2018, CBAM, §3, https://arxiv.org/abs/1807.06521
 */
export function cbam(x: Tensor, { reduction = 16 }: { reduction?: number } = {}): Tensor {
  return spatialAttention(channelAttention(x, reduction))
}

/** Eq. 2 of the paper. The dense layers are shared by both poolings. */
function channelAttention(x: Tensor, reduction: number): Tensor {
  const squeeze = layers.dense(Math.floor(x.channels / reduction))
  const excite = layers.dense(x.channels)
  const weigh = (pooled: Tensor) => pooled.apply(squeeze).relu().apply(excite)
  const weights = weigh(x.globalAveragePool2d()).add(weigh(x.globalMaxPool2d())).sigmoid()
  return x.multiply(weights.reshape([1, 1, x.channels]))
}

/** Eq. 3 of the paper, with the batch normalisation of the authors' code. */
function spatialAttention(x: Tensor): Tensor {
  const weights = x
    .channelPool('average')
    .concat(x.channelPool('max'))
    .conv2d(1, 7, { padding: 3, useBias: false })
    .batchNorm()
    .sigmoid()
  return x.multiply(weights)
}

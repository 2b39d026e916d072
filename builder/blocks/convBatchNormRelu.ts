import type { PaddingInput, PairInput } from '../option'
import type { Tensor } from '../tensor'

/**
 * The brick most networks since 2015 are built of: a convolution without bias, batch normalisation, ReLU. The
 * normalisation adds an offset of its own, so that a bias before it would do nothing; some networks have one all the same.
 *
 * Params  kernel² · channels / groups · filters, and 2 · filters of the normalisation
 * Source  Ioffe and Szegedy 2015, Batch Normalization, §3.2, https://arxiv.org/abs/1502.03167
 */
export function convBatchNormRelu(
  x: Tensor,
  filters: number,
  kernelSize: PairInput,
  options: {
    strides?: PairInput
    padding?: PaddingInput
    dilationRate?: PairInput
    groups?: number
    useBias?: boolean
    /** Whether the normalisation learns a scale, which the weights after the ReLU could take over. */
    scale?: boolean
  } = {},
): Tensor {
  const { scale = true, ...convolution } = options
  return x
    .conv2d(filters, kernelSize, { padding: 'same', useBias: false, ...convolution })
    .batchNorm({ scale })
    .relu()
}

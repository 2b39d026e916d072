import type { Tensor } from '../tensor'

/** Filters of the four branches of an inception module. */
export interface InceptionV1Widths {
  conv1: number
  /** Reduction before the 3×3, and the 3×3. */
  conv3: readonly [number, number]
  /** Reduction before the 5×5, and the 5×5. */
  conv5: readonly [number, number]
  /** Projection after the pooling. */
  pool: number
}

/**
 * Inception module of GoogLeNet: windows of 1×1, 3×3 and 5×5 and a max pooling look at the same map side by side; 1×1
 * convolutions before the large windows keep them cheap.
 *
 * Input   [height, width, channels]
 * Output  [height, width, conv1 + conv3 + conv5 + pool]
 * Source  Szegedy et al. 2015, Going Deeper with Convolutions, §4 and figure 2b, https://arxiv.org/abs/1409.4842
 *
 * @param conv the convolution used, with bias and ReLU in the paper, with batch normalisation in most later code
 * @param largest side of the largest window: 5 in the paper, 3 in TensorFlow's and PyTorch's networks
 */
export function inceptionV1(
  x: Tensor,
  widths: InceptionV1Widths,
  conv: ConvRelu = convRelu,
  largest: 3 | 5 = 5,
): Tensor {
  const { conv1, conv3, conv5, pool } = widths
  return conv(x, conv1, 1).concat(
    conv(conv(x, conv3[0], 1), conv3[1], 3),
    conv(conv(x, conv5[0], 1), conv5[1], largest),
    conv(x.maxPool2d(3, { strides: 1, padding: 'same' }), pool, 1),
  )
}

/** A convolution with its activation, keeping the size of the map. */
export type ConvRelu = (x: Tensor, filters: number, kernelSize: number) => Tensor

/** Convolution with bias, then ReLU. */
export const convRelu: ConvRelu = (x, filters, kernelSize) => x.conv2d(filters, kernelSize, { padding: 'same' }).relu()

import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'

/** Filters of the four branches of a batch-normalised inception module. */
export interface InceptionBnWidths {
  /** 0 where the module strides: it then has no 1×1 branch. */
  conv1: number
  /** Reduction before the 3×3, and the 3×3. */
  conv3: readonly [number, number]
  /** Reduction before the two 3×3 that replace the 5×5, and those. */
  double3: readonly [number, number]
  /** Projection after the pooling; 0 where the pooling passes through. */
  pool: number
}

/**
 * Inception module of BN-Inception (Inception v2): two 3×3 convolutions in the place of the 5×5, batch normalisation
 * after each, and where it halves the map neither the 1×1 branch nor the projection after the pooling.
 *
 * Input   [height, width, channels]
 * Output  [⌈height / strides⌉, ⌈width / strides⌉, sum of the branches]
 * Source  Ioffe and Szegedy 2015, Batch Normalization, §4.2 and figure 5, https://arxiv.org/abs/1502.03167
 *
 * @param conv convolution, batch normalisation, ReLU; the authors' network keeps the bias
 */
export function inceptionBn(
  x: Tensor,
  { conv1, conv3, double3, pool }: InceptionBnWidths,
  { strides = 1, pooling = 'average', conv = convBatchNormRelu }: InceptionBnOptions = {},
): Tensor {
  const middle = conv(conv(x, conv3[0], 1), conv3[1], 3, { strides })
  const large = conv(conv(conv(x, double3[0], 1), double3[1], 3), double3[1], 3, { strides })
  const pooled =
    pooling === 'max' || strides === 2
      ? x.maxPool2d(3, { strides, padding: 'same' })
      : x.avgPool2d(3, { strides, padding: 'same' })
  const projected = pool > 0 ? conv(pooled, pool, 1) : pooled
  return conv1 > 0 ? conv(x, conv1, 1).concat(middle, large, projected) : middle.concat(large, projected)
}

export interface InceptionBnOptions {
  strides?: 1 | 2
  pooling?: 'average' | 'max'
  conv?: typeof convBatchNormRelu
}

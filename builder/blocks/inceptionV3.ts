import type { Tensor } from '../tensor'
import { convBatchNormRelu } from './convBatchNormRelu'

/**
 * Modules of Inception v3: large windows are factorised, 5×5 into two 3×3, 7×7 into 1×7 and 7×1. The letters are those of
 * the public implementations; the paper's figure is named at each.
 *
 * Source  Szegedy et al. 2016, Rethinking the Inception Architecture, §3 and §6, https://arxiv.org/abs/1512.00567
 *
 * Every module takes the convolution it is built of, with batch normalisation and ReLU, as its last argument.
 */
type Conv = typeof convBatchNormRelu

/** 35×35 maps (figure 5, with one 5×5 kept). Output 224 + pool channels. */
export function inceptionV3A(x: Tensor, pool: number, conv: Conv = convBatchNormRelu): Tensor {
  return conv(x, 64, 1).concat(
    conv(conv(x, 48, 1), 64, 5),
    conv(conv(conv(x, 64, 1), 96, 3), 96, 3),
    conv(average(x), pool, 1),
  )
}

/** Halves 35×35 to 17×17 (figure 10). Output 480 channels and those of the input. */
export function inceptionV3B(x: Tensor, conv: Conv = convBatchNormRelu): Tensor {
  return conv(x, 384, 3, halving).concat(
    conv(conv(conv(x, 64, 1), 96, 3), 96, 3, halving),
    x.maxPool2d(3, { strides: 2 }),
  )
}

/** 17×17 maps (figure 6). Output 768 channels; `width` grows along the network. */
export function inceptionV3C(x: Tensor, width: number, conv: Conv = convBatchNormRelu): Tensor {
  const once = conv(conv(conv(x, width, 1), width, [1, 7]), 192, [7, 1])
  let twice = conv(x, width, 1)
  for (const [filters, window] of [
    [width, [7, 1]],
    [width, [1, 7]],
    [width, [7, 1]],
    [192, [1, 7]],
  ] as const) {
    twice = conv(twice, filters, window)
  }
  return conv(x, 192, 1).concat(once, twice, conv(average(x), 192, 1))
}

/** Halves 17×17 to 8×8 (figure 10). Output 512 channels and those of the input. */
export function inceptionV3D(x: Tensor, conv: Conv = convBatchNormRelu): Tensor {
  const factorised = conv(conv(conv(x, 192, 1), 192, [1, 7]), 192, [7, 1])
  return conv(conv(x, 192, 1), 320, 3, halving).concat(
    conv(factorised, 192, 3, halving),
    x.maxPool2d(3, { strides: 2 }),
  )
}

/** 8×8 maps (figure 7): windows spread out side by side. Output 2048 channels. */
export function inceptionV3E(x: Tensor, conv: Conv = convBatchNormRelu): Tensor {
  const spread = (y: Tensor) => conv(y, 384, [1, 3]).concat(conv(y, 384, [3, 1]))
  return conv(x, 320, 1).concat(
    spread(conv(x, 384, 1)),
    spread(conv(conv(x, 448, 1), 384, 3)),
    conv(average(x), 192, 1),
  )
}

const halving = { strides: 2, padding: 'valid' } as const

function average(x: Tensor): Tensor {
  return x.avgPool2d(3, { strides: 1, padding: 'same' })
}

import type { Tensor } from '../tensor'
import { convBatchNormRelu as conv } from './convBatchNormRelu'

/**
 * Modules of Inception v4, which are uniform: every module of a stage is the same.
 *
 * Source  Szegedy et al. 2017, Inception-v4, §3.1, https://arxiv.org/abs/1602.07261
 */

/** The stem down to 35×35×384 (figure 3). */
export function inceptionV4Stem(image: Tensor): Tensor {
  const start = conv(conv(conv(image, 32, 3, halving), 32, 3, { padding: 'valid' }), 64, 3)
  const pooled = start.maxPool2d(3, { strides: 2 }).concat(conv(start, 96, 3, halving))
  const direct = conv(conv(pooled, 64, 1), 96, 3, { padding: 'valid' })
  const factorised = conv(conv(conv(pooled, 64, 1), 64, [1, 7]), 64, [7, 1])
  const merged = direct.concat(conv(factorised, 96, 3, { padding: 'valid' }))
  return conv(merged, 192, 3, halving).concat(merged.maxPool2d(3, { strides: 2 }))
}

/** 35×35×384 (figure 4). */
export function inceptionV4A(x: Tensor): Tensor {
  return conv(average(x), 96, 1).concat(
    conv(x, 96, 1),
    conv(conv(x, 64, 1), 96, 3),
    conv(conv(conv(x, 64, 1), 96, 3), 96, 3),
  )
}

/** 17×17×1024 (figure 5). */
export function inceptionV4B(x: Tensor): Tensor {
  const once = conv(conv(conv(x, 192, 1), 224, [1, 7]), 256, [7, 1])
  const start = conv(conv(conv(x, 192, 1), 192, [1, 7]), 224, [7, 1])
  const twice = conv(conv(start, 224, [1, 7]), 256, [7, 1])
  return conv(average(x), 128, 1).concat(conv(x, 384, 1), once, twice)
}

/** 8×8×1536 (figure 6). */
export function inceptionV4C(x: Tensor): Tensor {
  const spread = (y: Tensor) => conv(y, 256, [1, 3]).concat(conv(y, 256, [3, 1]))
  return conv(average(x), 256, 1).concat(
    conv(x, 256, 1),
    spread(conv(x, 384, 1)),
    spread(conv(conv(conv(x, 384, 1), 448, [1, 3]), 512, [3, 1])),
  )
}

/**
 * Halves 35×35 to 17×17 (figure 7). `widths` are k, l, m, n of the paper's table 1: the two reductions and the 3×3 of the
 * long branch, and the filters of the short one.
 */
export function inceptionReductionA(x: Tensor, [k, l, m, n]: readonly [number, number, number, number]): Tensor {
  return x.maxPool2d(3, { strides: 2 }).concat(conv(x, n, 3, halving), conv(conv(conv(x, k, 1), l, 3), m, 3, halving))
}

/** Halves 17×17 to 8×8 (figure 8). */
export function inceptionV4ReductionB(x: Tensor): Tensor {
  const factorised = conv(conv(conv(x, 256, 1), 256, [1, 7]), 320, [7, 1])
  return x
    .maxPool2d(3, { strides: 2 })
    .concat(conv(conv(x, 192, 1), 192, 3, halving), conv(factorised, 320, 3, halving))
}

const halving = { strides: 2, padding: 'valid' } as const

function average(x: Tensor): Tensor {
  return x.avgPool2d(3, { strides: 1, padding: 'same' })
}

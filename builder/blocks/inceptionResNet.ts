import type { Tensor } from '../tensor'
import { convBatchNormRelu as conv } from './convBatchNormRelu'

/**
 * Modules of Inception-ResNet: small inception branches compute what is added to the input, scaled down to keep training
 * stable (§3.3 of the paper). Widths are options, for v1 and v2 differ only in them.
 *
 * Source  Szegedy et al. 2017, Inception-v4, §3.2, https://arxiv.org/abs/1602.07261
 */

export interface InceptionResNetOptions {
  /** What the branches are multiplied by before the sum. */
  scale: number
  /** Whether the sum is activated; not in the last module of the network. */
  activated?: boolean
}

/** 35×35 maps (figures 10 and 16). `widths` are the last two 3×3 of the longest branch: 32, 32 in v1, 48, 64 in v2. */
export function inceptionResNetA(
  x: Tensor,
  widths: readonly [number, number],
  options: InceptionResNetOptions,
): Tensor {
  const branches = conv(x, 32, 1).concat(
    conv(conv(x, 32, 1), 32, 3),
    conv(conv(conv(x, 32, 1), widths[0], 3), widths[1], 3),
  )
  return residue(x, branches, options)
}

/** 17×17 maps (figures 11 and 17). `widths` are the 1×1, 1×7 and 7×1: 128, 128, 128 in v1, 128, 160, 192 in v2. */
export function inceptionResNetB(
  x: Tensor,
  widths: readonly [number, number, number],
  options: InceptionResNetOptions,
): Tensor {
  const factorised = conv(conv(conv(x, widths[0], 1), widths[1], [1, 7]), widths[2], [7, 1])
  return residue(x, conv(x, widths[2], 1).concat(factorised), options)
}

/** 8×8 maps (figures 13 and 19). `widths` are the 1×1, 1×3 and 3×1: 192, 192, 192 in v1, 192, 224, 256 in v2. */
export function inceptionResNetC(
  x: Tensor,
  widths: readonly [number, number, number],
  options: InceptionResNetOptions,
): Tensor {
  const factorised = conv(conv(conv(x, widths[0], 1), widths[1], [1, 3]), widths[2], [3, 1])
  return residue(x, conv(x, 192, 1).concat(factorised), options)
}

/**
 * Halves 17×17 to 8×8 (figures 12 and 18). `widths` are the three branches' 3×3 convolutions: 384; 256; 256, 256 in v1,
 * 384; 288; 288, 320 in v2.
 */
export function inceptionResNetReductionB(x: Tensor, widths: readonly [number, number, number, number]): Tensor {
  const halving = { strides: 2, padding: 'valid' } as const
  return conv(conv(x, 256, 1), widths[0], 3, halving).concat(
    conv(conv(x, 256, 1), widths[1], 3, halving),
    conv(conv(conv(x, 256, 1), widths[2], 3), widths[3], 3, halving),
    x.maxPool2d(3, { strides: 2 }),
  )
}

/** A linear 1×1 convolution brings the branches to the channels of the input. */
function residue(x: Tensor, branches: Tensor, { scale, activated = true }: InceptionResNetOptions): Tensor {
  const linear = branches.conv2d(x.channels, 1)
  const sum = x.add(scale === 1 ? linear : linear.scaleBy(scale))
  return activated ? sum.relu() : sum
}

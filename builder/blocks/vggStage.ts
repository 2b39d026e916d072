import type { PaddingInput } from '../option'
import type { Tensor } from '../tensor'
import { checkRepetitions } from './checkRepetitions'

export interface VggStageOptions {
  batchNorm?: boolean
  /** Whether convolutions keep the bias that a normalisation makes superfluous, as in the authors' networks. */
  useBias?: boolean
  dilationRate?: number
  /** Of the first convolution; FCN pads the image by 100 pixels there. */
  firstPadding?: PaddingInput
}

/**
 * A stage of VGG: 3×3 convolutions of equal width, each with ReLU. Two of them see 5×5 pixels, three see 7×7, with fewer
 * weights than one large window.
 *
 * Input   [height, width, channels]
 * Output  [height, width, filters]
 * Params  (9 · channels + 1) · filters, then (9 · filters + 1) · filters each
 * Source  Simonyan and Zisserman 2015, Very Deep Convolutional Networks, §2.3, https://arxiv.org/abs/1409.1556
 */
export function vggStage(x: Tensor, filters: number, convolutions: number, options: VggStageOptions = {}): Tensor {
  const { batchNorm = false, useBias = true, dilationRate = 1, firstPadding = 'same' } = options
  checkRepetitions('vggStage', 'convolutions', convolutions)
  let y = x
  for (let convolution = 0; convolution < convolutions; convolution++) {
    y = y.conv2d(filters, 3, { padding: convolution === 0 ? firstPadding : 'same', dilationRate, useBias })
    y = batchNorm ? y.batchNorm().relu() : y.relu()
  }
  return y
}

/** Filters and convolutions of the five stages of VGG-16. */
export const vgg16Stages = [
  [64, 2],
  [128, 2],
  [256, 3],
  [512, 3],
  [512, 3],
] as const

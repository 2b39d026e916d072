import type { Tensor } from '../tensor'

export interface UNetStepOptions {
  /** The paper pads nothing and crops what is copied over; 'same' keeps sizes and crops nothing. */
  padding?: 'valid' | 'same'
  batchNorm?: boolean
}

/**
 * Two 3×3 convolutions with ReLU: what every step of U-Net begins or ends with.
 *
 * Source  Ronneberger, Fischer, Brox 2015, U-Net, §2 and figure 1, https://arxiv.org/abs/1505.04597
 */
export function uNetConvs(
  x: Tensor,
  filters: number,
  { padding = 'same', batchNorm = false }: UNetStepOptions = {},
): Tensor {
  let y = x
  for (let convolution = 0; convolution < 2; convolution++) {
    y = y.conv2d(filters, 3, { padding, useBias: !batchNorm })
    y = batchNorm ? y.batchNorm().relu() : y.relu()
  }
  return y
}

/** Encoder step: two convolutions; their output is kept for the decoder, and its pooling goes down. */
export function uNetDown(x: Tensor, filters: number, options: UNetStepOptions = {}): { kept: Tensor; down: Tensor } {
  const kept = uNetConvs(x, filters, options)
  return { kept, down: kept.maxPool2d(2) }
}

/** Decoder step: doubles the map, puts what the encoder kept beside it, cropped to its middle, and convolves twice. */
export function uNetUp(x: Tensor, kept: Tensor, filters: number, options: UNetStepOptions = {}): Tensor {
  const up = x.conv2dTranspose(filters, 2, { strides: 2 })
  const [rows, columns] = [kept.height - up.height, kept.width - up.width]
  const cropped =
    rows === 0 && columns === 0
      ? kept
      : kept.cropping2d({
          top: Math.floor(rows / 2),
          bottom: Math.ceil(rows / 2),
          left: Math.floor(columns / 2),
          right: Math.ceil(columns / 2),
        })
  return uNetConvs(cropped.concat(up), filters, options)
}

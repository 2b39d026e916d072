import { fused, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'

/**
 * Every channel of a map `[images, height, width, channels]` times a number of its own, plus another: `[channels]` each.
 *
 * A depthwise convolution of one pixel reads and writes the map once. TensorFlow.js's normalisation takes longer on WASM than the
 * convolution before it, and multiplying and adding there takes up to three times as long as this.
 */
export function scaleChannels(x: Tensor4D, scale: Tensor, shift: Tensor): Tensor4D {
  const filter = reshape(scale, [1, 1, -1, 1]) as Tensor4D
  return fused.depthwiseConv2d({ x, filter, strides: 1, pad: 'valid', bias: shift })
}

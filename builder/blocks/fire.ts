import type { Tensor } from '../tensor'

/**
 * Fire module: a 1×1 convolution squeezes the channels, a 1×1 and a 3×3 beside each other expand them again. Most of the
 * weights of a 3×3 convolution are so saved.
 *
 * Input   [height, width, channels]
 * Output  [height, width, 2 · expand]
 * Params  (channels + 1) · squeeze + (squeeze + 1) · expand + (9 · squeeze + 1) · expand
 * Source  Iandola et al. 2016, SqueezeNet, §3.2, https://arxiv.org/abs/1602.07360
 */
export function fire(x: Tensor, squeeze: number, expand: number): Tensor {
  const squeezed = x.conv2d(squeeze, 1).relu()
  const narrow = squeezed.conv2d(expand, 1).relu()
  const wide = squeezed.conv2d(expand, 3, { padding: 'same' }).relu()
  return narrow.concat(wide)
}

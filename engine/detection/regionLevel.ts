import type { Box } from './box'

/**
 * The level of a feature pyramid that a region in pixels is cut out of: 4, at one sixteenth of the image, for one of 224² pixels,
 * and a level lower for one half as long; levels that there are not are left to the nearest.
 *
 * Source  Lin et al. 2017, Feature Pyramid Networks, equation 1, https://arxiv.org/abs/1612.03144
 */
export function regionLevel({ top, left, bottom, right }: Box, lowest: number, highest: number): number {
  const side = Math.sqrt((bottom - top) * (right - left))
  // The small summand is torchvision's, for sides that are 224 but for rounding.
  const level = Math.floor(4 + Math.log2(side / 224) + 1e-6)
  return Math.min(Math.max(level, lowest), highest)
}

import { defineRule } from './rule'

/**
 * Finds a layer for maps of height×width×channels that is given a vector.
 *
 * Why: a window has nothing to slide over. Most often a `flatten` or a global pooling stands too early.
 *
 * Do: move the flattening behind the last convolution or pooling, or make a map of the vector with `reshape`.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('flat', image, image.flatten().conv2d(16, 3))
 */
export const wrongRank = defineRule({ id: 'wrong-rank', severity: 'error' })

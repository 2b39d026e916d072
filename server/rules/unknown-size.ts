import { defineRule } from './rule'

/**
 * Finds code that computes with the height, width or channels of a tensor whose size is left open.
 *
 * Why: of an `input(null, null, 3)` the height is a symbol, and so is all that follows from it. A program that divides it, or
 * counts with it, gets no number when it runs.
 *
 * Do: give the input a size; or use a layer that works on any size, such as `globalAveragePool2d` in the place of a pooling
 * of the whole map, `upSampling2d` in the place of a resizing.
 *
 * @example
 * const image = input(null, null, 3)
 * model('whole', image, image.avgPool2d(image.height))
 */
export const unknownSize = defineRule({ id: 'unknown-size', severity: 'error' })

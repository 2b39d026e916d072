import { defineRule } from './rule'

/**
 * Finds a layer without an option that has no default, such as a convolution without filters.
 *
 * Why: the layer cannot be made.
 *
 * Do: give the option; the message says its type.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('sizeless', image, image.conv2d(16))
 */
export const missingOption = defineRule({ id: 'missing-option', severity: 'error' })

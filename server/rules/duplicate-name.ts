import { defineRule } from './rule'

/**
 * Finds two layers of a model with one name.
 *
 * Why: weights are loaded and layers are looked up by name; one of the two would get the other's.
 *
 * Do: rename one, or leave the names out: layers without one are numbered.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('twins', image, image.conv2d(8, 3, { name: 'twin' }).conv2d(8, 3, { name: 'twin' }))
 */
export const duplicateName = defineRule({ id: 'duplicate-name', severity: 'error' })

import { defineRule } from './rule'

/**
 * Finds a layer that is given more or fewer tensors than it works on.
 *
 * Why: a difference is of two tensors, a matrix product of two, an unpooling of a map and the indices of its pooling. With
 * another number the network cannot be built.
 *
 * Do: give the tensors that are missing, or leave out those too many. Sums of several tensors are made by `add`.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('difference', image, image.subtract(image, image))
 */
export const wrongInputs = defineRule({ id: 'wrong-inputs', severity: 'error' })

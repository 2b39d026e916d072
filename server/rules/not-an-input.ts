import { defineRule } from './rule'

/**
 * Finds a model that is given the output of a layer as its input.
 *
 * Why: a model starts where images are fed, at an `input`.
 *
 * Do: give the model the tensor that `input` returned; to start in the middle of a network, make an `input` of that shape.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(16, 3)
 * model('middle', features, features.relu())
 */
export const notAnInput = defineRule({ id: 'not-an-input', severity: 'error' })

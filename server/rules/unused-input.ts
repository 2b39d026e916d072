import { defineRule } from './rule'

/**
 * Finds an input of a model that no output rests on.
 *
 * Why: what is fed there changes nothing. Most often a variable was mixed up on the way to the output.
 *
 * Do: use the input, or leave it out of the model's inputs.
 *
 * @example
 * const left = input(32, 32, 3)
 * const right = input(32, 32, 3)
 * model('pair', [left, right], left.conv2d(16, 3))
 */
export const unusedInput = defineRule({ id: 'unused-input', severity: 'error' })

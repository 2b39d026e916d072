import { defineRule } from './rule'

/**
 * Finds an input that a model's outputs rest on, but that is not among the model's inputs.
 *
 * Why: nothing would be fed there, so the outputs cannot be computed.
 *
 * Do: add the input to the model's inputs.
 *
 * @example
 * const left = input(32, 32, 3)
 * const right = input(32, 32, 3)
 * model('pair', left, left.add(right))
 */
export const missingInput = defineRule({ id: 'missing-input', severity: 'error' })

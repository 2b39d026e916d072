import { defineRule } from './rule'

/**
 * Finds a call of `model` or `apply` with something else than the tensors or layers it works on.
 *
 * Why: there is nothing to build a network from. Most often a variable was mixed up, or a call's parentheses were left out.
 *
 * Do: give `model` its name, then input tensors, then output tensors; give `apply` a layer made by `layers`.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('open', image, 'scores')
 */
export const invalidArgument = defineRule({ id: 'invalid-argument', severity: 'error' })

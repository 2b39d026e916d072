import { defineRule } from './rule'

/**
 * Finds a call of a layer that tensors do not have.
 *
 * Why: the program ends there with an error. Most often the name is misspelt, or is that of another library.
 *
 * Do: take the name that the message proposes, or look the layer up in the reference.
 *
 * @example
 * export const scores = input(8, 8, 3).flaten().dense(10)
 */
export const unknownLayer = defineRule({ id: 'unknown-layer', severity: 'error' })

import { defineRule } from './rule'

/**
 * Finds an error that is thrown when the file runs, and that nothing catches.
 *
 * Why: the program ends there. Layers that would be made afterwards are not made.
 *
 * Do: mend what the message names.
 *
 * @example
 * const depths: Record<string, number> = { small: 18 }
 * if (!('large' in depths)) throw new Error('no depth of that name')
 */
export const uncaughtError = defineRule({ id: 'uncaught-error', severity: 'warning' })

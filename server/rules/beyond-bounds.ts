import { defineRule } from './rule'

/**
 * Finds code that is followed only in part, because it goes beyond a bound: a loop of very many turns, a very large
 * array, calls nested very deep.
 *
 * Why: the analysis has to answer while you type. What lies beyond the bound is unknown, and so are sizes that depend
 * on it.
 *
 * Do: nothing, where no network depends on it; else make the network with fewer steps.
 *
 * @example
 * const squares = Array.from({ length: 1000000 }, (_, i) => i * i)
 */
export const beyondBounds = defineRule({ id: 'beyond-bounds', severity: 'information' })

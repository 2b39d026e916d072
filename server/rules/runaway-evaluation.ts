import { defineRule } from './rule'

/**
 * Finds code that takes too long to follow, such as a loop without end.
 *
 * Why: the analysis stops there. Layers that would be made afterwards are not seen.
 *
 * Do: end the loop; or keep long computations out of the file that makes the network.
 *
 * @example
 * const grow = (n: number): number => (n < 0 ? n : grow(n + 1) + grow(n + 2) + grow(n + 3))
 * const size = grow(0)
 */
export const runawayEvaluation = defineRule({ id: 'runaway-evaluation', severity: 'warning' })

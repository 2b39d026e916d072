import { defineRule } from './rule'

/**
 * Finds a comment that ignores what is not there: its rule finds nothing at that place, or there is no rule of that name.
 *
 * Why: such a comment says that something is wrong where nothing is, and would hide a mistake that is made there later.
 *
 * Do: remove the comment, or write the name of the rule as its page has it.
 *
 * @example
 * const image = input(32, 32, 3)
 * // convolens-ignore-next-line bias-before-batch-norm -- the published weights have it
 * model('net', image, image.conv2d(16, 3, { useBias: false }).batchNorm().relu())
 */
export const unusedIgnore = defineRule({ id: 'unused-ignore', severity: 'warning' })

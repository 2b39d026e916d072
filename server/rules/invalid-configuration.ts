import { defineRule } from './rule'

/**
 * Finds a mistake in a project's `convolens.config.json`: text that is no JSON, or a setting, rule, budget or word that
 * does not exist.
 *
 * Why: an entry that is not understood is left out, so that rules are told otherwise than the project wants. Where the file
 * is no JSON at all, what it last said stays in force.
 *
 * Do: use the names that the message lists. Comments and trailing commas are allowed.
 *
 * @example
 * // convolens.config.json: { "profile": "strickt" }
 * const image = input(32, 32, 3)
 * model('net', image, image.conv2d(16, 3).relu())
 */
export const invalidConfiguration = defineRule({ id: 'invalid-configuration', severity: 'error' })

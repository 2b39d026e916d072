import ts from 'typescript'
import { isProblem } from '../../builder/problem'
import type { Fix } from '../analysis'
import { attempt } from './attempt'
import { spanOf } from './edits'
import { defineRule } from './rule'

/**
 * Finds an option of the wrong type, or outside its range: a fractional number of filters, a padding that is no word
 * the layer knows, a window of three sides.
 *
 * Why: the layer cannot be made.
 *
 * Do: give what the message names. The option's hover says what it is for.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('word', image, image.conv2d(16, 3, { padding: 'full' }))
 */
export const invalidOption = defineRule({
  id: 'invalid-option',
  severity: 'error',

  fixes({ span }, site): readonly Fix[] {
    for (const [name, node] of site.optionNodes) {
      const { start, end } = spanOf(node)
      const choices = site.kind.options[name]?.choices
      if (!choices || !ts.isStringLiteralLike(node) || span.start > end || span.end < start) continue
      const allowed = choices.filter(choice => site.instances.every(i => !isProblem(attempt(i, { [name]: choice }))))
      return allowed.map(choice => ({
        title: `Use '${choice}'`,
        edits: [{ span: { start, end }, text: `'${choice}'` }],
      }))
    }
    return []
  },
})

import ts from 'typescript'
import { isNear } from '../../builder/node'
import type { Fix } from '../analysis'
import { optionNames } from '../dialects/tfjs/optionNames'
import { optionProperty, spanOf } from './edits'
import { defineRule } from './rule'

/**
 * Finds an option that its layer does not have.
 *
 * Why: the layer cannot be made; TensorFlow.js makes it, and ignores what was asked for. Most often it is a slip of the
 * keyboard, or another framework's name for the option. What is spread into the options is left alone.
 *
 * Do: use the name the layer's hover and completion give. Names are those of Keras: `strides`, `kernelSize`, `useBias`.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('slip', image, image.conv2d(16, 3, { stride: 2 }))
 */
export const unknownOption = defineRule({
  id: 'unknown-option',
  severity: 'error',

  *check({ sites }) {
    for (const site of sites) {
      if (site.dialect !== 'tfjs') continue
      const called = site.call.getSourceFile().text.slice(site.nameSpan.start, site.nameSpan.end)
      const names = optionNames(called)
      if (!names) continue
      for (const [typed, value] of site.optionNodes) {
        if (names.includes(typed)) continue
        const meant = nearestOption(typed, names)
        const { parent } = value
        const isLong = ts.isPropertyAssignment(parent)
        const span = spanOf(isLong ? parent.name : value)
        const text = isLong ? meant : `${meant}: ${typed}`
        const isFree = meant !== undefined && !site.optionNodes.has(meant)
        yield {
          severity: 'warning',
          span,
          message: `TensorFlow.js ignores it: ${called} has no option ${typed}${meant ? `; did you mean ${meant}?` : ''}`,
          fixes: isFree ? [{ title: `Change ${typed} to ${meant}`, edits: [{ span, text: text! }] }] : [],
        }
      }
    }
  },

  fixes({ message }, site): readonly Fix[] {
    const [, typed, meant] = /no option (\S+); did you mean (\S+)\?/.exec(message) ?? []
    if (typed === undefined || meant === undefined) return []
    const property = optionProperty(site, typed)
    if (!property?.name) return []
    const text = ts.isShorthandPropertyAssignment(property) ? `${meant}: ${typed}` : meant
    return [{ title: `Change ${typed} to ${meant}`, edits: [{ span: spanOf(property.name), text }] }]
  },
})

/** The same letters in Keras's way to write them, else a word that a slip leads from. */
function nearestOption(typed: string, names: readonly string[]): string | undefined {
  const letters = typed.toLowerCase().replace(/_/g, '')
  return names.find(name => name.toLowerCase() === letters) ?? names.find(name => isNear(name, typed))
}

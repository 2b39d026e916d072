import ts from 'typescript'
import type { Fix } from '../analysis'
import { optionProperty, spanOf } from './edits'
import { defineRule } from './rule'

/**
 * Finds an option that its layer does not have.
 *
 * Why: the layer cannot be made. Most often it is a slip of the keyboard, or another framework's name for the option.
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

  fixes({ message }, site): readonly Fix[] {
    const [, typed, meant] = /no option (\S+); did you mean (\S+)\?/.exec(message) ?? []
    if (typed === undefined || meant === undefined) return []
    const property = optionProperty(site, typed)
    if (!property?.name) return []
    const text = ts.isShorthandPropertyAssignment(property) ? `${meant}: ${typed}` : meant
    return [{ title: `Change ${typed} to ${meant}`, edits: [{ span: spanOf(property.name), text }] }]
  },
})

import { formatShape } from '../../builder/shape'
import { contractsIn, contractText, holds } from '../contracts'
import { defineRule } from './rule'

/**
 * Finds a shape contract that does not hold: a comment `// => 56×56×64` behind a call, or `// ^? 56×56×64` under it and
 * pointing at it, where the call makes another shape.
 *
 * Why: a contract is there to fail when a change upstream moves a shape that someone relied on. Sizes that cannot be known
 * break no contract, and in a function that nobody calls any number may stand for a symbol.
 *
 * Do: mend the layer that changed the shape; or update the contract, where the new shape is meant. A call that makes several
 * layers has one shape for each, apart by `|`; a layer with several outputs one for each, apart by a comma.
 *
 * @example
 * const image = input(224, 224, 3)
 * const stem = image.conv2d(64, 7, { strides: 2, padding: 'same' }) // => 56×56×64
 * model('net', image, stem.relu().globalAveragePool2d().dense(10))
 */
export const wrongShapeContract = defineRule({
  id: 'wrong-shape-contract',
  severity: 'error',

  *check(analysis) {
    for (const { text, textSpan, made } of contractsIn(analysis)) {
      if (!made || holds(text, made)) continue
      const right = contractText(made)
      const shapes = [...new Set(made.shapes.map(outputs => outputs.map(formatShape).join(', ')))]
      yield {
        span: textSpan,
        message: `the call makes ${shapes.join(' and ')}, not ${text}`,
        fixes: right === undefined ? [] : [{ title: `Update to ${right}`, edits: [{ span: textSpan, text: right }] }],
      }
    }
  },
})

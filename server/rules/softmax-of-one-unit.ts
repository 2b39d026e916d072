import type { Fix } from '../analysis'
import { dataflow } from './dataflow'
import { defineRule } from './rule'

/**
 * Finds a softmax over a single unit or channel.
 *
 * Why: a softmax makes its numbers sum to 1. With one number the result is 1 whatever comes in: the network cannot learn.
 *
 * Do: use `sigmoid` to tell two classes apart with one unit, or two units with `softmax`; nothing for a regression.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('cat or not', image, image.conv2d(16, 3).globalAveragePool2d().dense(1).softmax())
 *
 * Source: Bridle 1990, Probabilistic Interpretation of Feedforward Classification Network Outputs
 */
export const softmaxOfOneUnit = defineRule({
  id: 'softmax-of-one-unit',
  severity: 'error',

  *check(analysis) {
    const { sourceFile } = analysis
    for (const { kind, instances, nameSpan } of dataflow(analysis).sites) {
      if (kind.kind !== 'softmax' || instances.length === 0) continue
      if (!instances.every(({ inputShapes: [input] }) => input.at(-1) === 1)) continue
      const written = /^(['"`]?)softmax\1$/.exec(sourceFile.text.slice(nameSpan.start, nameSpan.end))
      const text = written && `${written[1]}sigmoid${written[1]}`
      const fixes: Fix[] = text === null ? [] : [{ title: 'Use sigmoid', edits: [{ span: nameSpan, text }] }]
      yield { span: nameSpan, message: 'softmax over 1 number is always 1', fixes }
    }
  },
})

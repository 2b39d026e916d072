import ts from 'typescript'
import { multiply } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import { formatShape } from '../../builder/shape'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { literalValue, spanOf } from './edits'
import { defineRule } from './rule'

/**
 * Finds a reshape of TensorFlow.js to a shape of another number of elements.
 *
 * Why: TensorFlow.js builds the model all the same, since the size of the batch is open, and throws when the first image comes. A
 * reshape moves elements; it neither makes nor drops any. In the builder such a reshape is an `invalid-option`.
 *
 * Do: make the sizes multiply to the number of elements that come in, or leave one of them to be computed with null.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * const digits = tf.sequential()
 * digits.add(tf.layers.reshape({ inputShape: [784], targetShape: [28, 28, 3] }))
 *
 * Source: TensorFlow.js, tfjs-layers/src/layers/core.ts, `Reshape.computeOutputShape`
 */
export const reshapeMisfit = defineRule({
  id: 'reshape-misfit',
  severity: 'error',

  *check(analysis) {
    for (const { site, what, times } of atSites(analysis, misfit)) {
      const { start, end } = site.callSpan
      if (site.dialect !== 'tfjs') continue
      // With a batch of known size TensorFlow.js throws at once, which is told already.
      if (analysis.problems.some(({ span }) => span.start >= start && span.end <= end)) continue
      const written = site.optionNodes.get('targetShape')
      yield { span: written ? spanOf(written) : site.nameSpan, message: `${what}${times}`, fixes: [] }
    }
  },
})

function misfit({ site, node, inputShapes: [input] }: LayerInstance): string | undefined {
  const written = site.optionNodes.get('targetShape')
  if (node.kind.kind !== 'reshape' || !written || !ts.isArrayLiteralExpression(written)) return undefined
  const target = written.elements.map(size => (size.kind === ts.SyntaxKind.NullKeyword ? -1 : literalValue(size)))
  if (!target.every(size => typeof size === 'number')) return undefined
  const sizes = target.filter(size => size !== -1)
  const all = multiply(...input)
  const given = sizes.reduce((product, size) => product * size, 1)
  if (typeof all !== 'number') return undefined
  const fits = sizes.length < target.length ? all % given === 0 : all === given
  if (fits) return undefined
  const shape = target.map(size => (size === -1 ? '?' : size)).join('×')
  return `${formatShape(input)} has ${formatCount(all)} elements, which do not fill ${shape}: the model throws when it runs`
}

import type { LayerNode } from '../../builder/node'
import type { AnalysedModel } from '../analysis'
import { convolutionsOf } from './convolutionsOf'
import { dataflow } from './dataflow'
import { defineRule } from './rule'

/**
 * Finds more than 20 convolutions one behind another with no way around any of them.
 *
 * Why: deeper plain networks do not only overfit, they train worse: He et al.'s plain network of 34 layers has a larger error,
 * on the training set too, than the one of 18. With shortcuts it is the other way round. 1×1 convolutions do not count;
 * merges of any kind, such as those of Inception, and unpoolings, start anew. VGG-19, with 16, is left alone.
 *
 * Do: add the input of every two or three convolutions to their output.
 *
 * @example
 * const image = input(64, 64, 3)
 * let x = image
 * for (let i = 0; i < 24; i++) x = x.conv2d(16, 3, { padding: 'same' }).relu()
 * model('plain', image, x)
 *
 * Source: He et al. 2016, Deep Residual Learning, §4.1 and table 2, https://arxiv.org/abs/1512.03385
 */
export const deepPlain = defineRule({
  id: 'deep-plain',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const model of analysis.models) {
      const { length, last } = longestRow(model)
      if (!last || length <= MOST) continue
      yield {
        span: flow.instanceOf(last)?.site.nameSpan ?? model.span,
        message: `${length} convolutions stand in a row up to here with no shortcut around any: so deep a plain network trains worse than a shallower one`,
        fixes: [],
      }
    }
  },
})

const MOST = 20

/** The most convolutions on a way through layers of one input, and the last of them. */
function longestRow(model: AnalysedModel): { length: number; last?: LayerNode } {
  const convolutions = new Set(convolutionsOf(model).map(({ instance: { node } }) => node))
  const lengths = new Map<LayerNode, number>()
  let longest: { length: number; last?: LayerNode } = { length: 0 }
  for (const { node } of model.instances) {
    const [source] = node.inputs
    const before = node.inputs.length === 1 ? (lengths.get(source.node.fusedInto ?? source.node) ?? 0) : 0
    const length = before + (convolutions.has(node) ? 1 : 0)
    lengths.set(node, length)
    if (length > longest.length) longest = { length, last: node }
  }
  return longest
}

import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { changeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a softmax over a hidden vector, which a dense layer reads.
 *
 * Why: the softmax makes the units compete and sum to 1: of many units hardly any is seen, and how strong the features are is
 * lost. Its place is the output. Attention, where the weights multiply something, is left alone.
 *
 * Do: use `relu` in hidden layers.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128).softmax().dense(10).softmax())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.3, https://www.deeplearningbook.org
 */
export const softmaxBetweenDense = defineRule({
  id: 'softmax-between-dense',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what, times } of atSites(flow, instance => readerOf(instance, flow))) {
      const units = found[0].instance.node.outputShapes[0][0]
      const edit = all ? changeActivation(site, 'relu') : undefined
      const size = typeof units === 'number' ? `the ${units} hidden units` : 'the hidden units'
      yield {
        span: site.nameSpan,
        message: `makes ${size} that ${flow.nameOf(what)} reads sum to 1: a softmax belongs behind the last layer, relu between${times}`,
        related: seeAlso(analysis, flow, [what], 'reads what the softmax leaves'),
        fixes: edit ? [{ title: `Use relu${inLayers(site)}`, edits: [edit] }] : [],
      }
    }
  },
})

const PASSING: ReadonlySet<string> = new Set(['batchNorm', 'dropout', 'layerNorm', 'reshape'])

/** The dense layer that alone reads what the softmax leaves. */
function readerOf({ node, inputShapes: [input] }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  if (node.kind.kind !== 'softmax' || input.length !== 1) return undefined
  for (const next of chainBehind(node, flow)) {
    if (next.kind.kind === 'dense') return next
    if (!PASSING.has(next.kind.kind)) return undefined
  }
  return undefined
}

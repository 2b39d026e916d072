import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { type Dataflow, dataflow } from './dataflow'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { isActivation } from './keepsPlaces'
import { defineRule } from './rule'

/**
 * Finds dropout on the scores or probabilities that a model hands out: no layer with weights stands behind it.
 *
 * Why: dropout makes the layers behind it do without single inputs. Here there are none; it only sets answers to 0 in
 * training, among them that of the right class, and makes the others too large. Dropout on maps, and on features that
 * another model goes on with, is left alone: behind a rectifier, only a model that is trained as it stands is found.
 *
 * Do: put it before the last dense layer, or remove it.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128).relu().dense(10).softmax().dropout(0.5))
 *
 * Source: Srivastava et al. 2014, Dropout, §4, https://jmlr.org/papers/v15/srivastava14a.html
 */
export const dropoutAfterOutput = defineRule({
  id: 'dropout-after-output',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => scoresIn(instance, flow))) {
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message: `drops ${what} that the model hands out, and no layer behind it learns from that: put it before the last dense layer${times}`,
        fixes: removal ? [{ title: `Remove the dropout${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid'])

/** What is dropped: probabilities, or the scores they are made of. */
function scoresIn({ node, model, inputShapes: [input] }: LayerInstance, flow: Dataflow): string | undefined {
  if (node.kind.kind !== 'dropout' || input.length !== 1) return undefined
  const [{ node: source }] = node.inputs
  const isProbability = PROBABILITIES.has(source.kind.kind)
  if (flow.isOutput(node)) {
    if (isProbability) return 'probabilities'
    const isTrained = model?.training?.loss !== undefined && isActivation(source)
    const scored = isTrained ? source.inputs[0].node : source
    return scored.kind.kind === 'dense' ? scores(node) : undefined
  }
  for (const next of chainBehind(node, flow)) {
    if (!PROBABILITIES.has(next.kind.kind)) return undefined
    if (flow.isOutput(next)) return isProbability ? 'probabilities' : scores(node)
  }
  return undefined
}

function scores({ outputShapes: [shape] }: LayerInstance['node']): string {
  if (shape[0] === 1) return 'the score'
  return typeof shape[0] === 'number' ? `the ${shape[0]} scores` : 'the scores'
}

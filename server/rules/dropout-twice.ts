import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { dropoutRate } from './dropoutRate'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { isActivation } from './keepsPlaces'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds dropout on what dropout has left, with nothing but activations, normalisation or a change of shape between.
 *
 * Why: two draws make one with a higher rate, 1 − (1 − a)·(1 − b): twice 0.5 drops three of four. Most often one of the
 * two was left over from a trial.
 *
 * Do: remove one of the two, and give the other the rate that is meant.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128).dropout(0.5).relu().dropout(0.5).dense(10).softmax())
 *
 * Source: Srivastava et al. 2014, Dropout, §4, https://jmlr.org/papers/v15/srivastava14a.html
 */
export const dropoutTwice = defineRule({
  id: 'dropout-twice',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what, times } of atSites(analysis, instance => dropoutBefore(instance, flow))) {
      const [first, second] = [dropoutRate(what)!, dropoutRate(found[0].instance.node)!]
      const kept = Number((100 * (1 - first) * (1 - second)).toPrecision(3))
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message: `drops of what ${flow.nameOf(what)} has left: both together keep ${kept} % (rates ${first} and ${second})${times}`,
        related: seeAlso(analysis, flow, [what], 'drops already'),
        fixes: removal ? [{ title: `Remove the second dropout${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

/** Whole channels and single elements are dropped for different ends. */
function dropoutBefore({ node }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  if (!dropoutRate(node)) return undefined
  let { node: source } = node.inputs[0]
  while (PASSING.has(source.kind.kind) || isActivation(source)) {
    if (flow.consumers(source).length > 1 || flow.isOutput(source)) return undefined
    source = source.inputs[0].node
  }
  if (source.kind !== node.kind || !dropoutRate(source)) return undefined
  return flow.consumers(source).length === 1 && !flow.isOutput(source) ? source : undefined
}

const PASSING: ReadonlySet<string> = new Set(['batchNorm', 'flatten', 'layerNorm', 'reshape'])

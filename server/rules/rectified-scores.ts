import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { removeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a rectifier on the scores of a network, just before the softmax or the sigmoid at the output.
 *
 * Why: scores below 0 all become 0: the network can no longer tell unlikely classes from very unlikely ones, and a class whose score is below 0 for
 * every image gets no gradient. A sigmoid then never falls below 0.5. SqueezeNet and Network in Network have it, and learn.
 *
 * Do: leave the layer that gives the scores linear.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(10).relu().softmax())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2, https://www.deeplearningbook.org
 */
export const rectifiedScores = defineRule({
  id: 'rectified-scores',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(flow, instance => probabilityBehind(instance, flow))) {
      const removal = all ? removeActivation(site) : undefined
      const limit =
        what === 'sigmoid'
          ? 'the sigmoid behind it never falls below 0.5'
          : 'unlikely classes cannot be told from very unlikely ones'
      yield {
        span: site.nameSpan,
        message: `${site.kind.kind} makes every score below 0 the same: ${limit}${times}`,
        fixes: removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'relu6'])
const PASSING: ReadonlySet<string> = new Set(['avgPool2d', 'dropout', 'flatten', 'globalAveragePool2d', 'reshape'])

/** The softmax or sigmoid at the output that reads the scores. */
function probabilityBehind({ node }: LayerInstance, flow: Dataflow): string | undefined {
  if (!RECTIFIERS.has(node.kind.kind)) return undefined
  for (const next of chainBehind(node, flow)) {
    const { kind } = next.kind
    if (kind === 'softmax' || kind === 'sigmoid') return flow.isOutput(next) ? kind : undefined
    if (!PASSING.has(kind)) return undefined
  }
  return undefined
}

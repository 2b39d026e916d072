import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { type Dataflow, dataflow } from './dataflow'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a normalisation between the layer that gives the scores and the softmax or sigmoid at the output, or behind that.
 *
 * Why: every class gets the same mean and variance over the batch, so that a class that is rare, or a network that is sure,
 * can hardly show in the scores; behind the softmax, what comes out is no probability any more. Normalisation eases the
 * learning of the layers behind it, and there are none. Embeddings that are normalised on purpose, without a softmax, are left
 * alone.
 *
 * Do: remove it, or put it before the layer that gives the scores.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128).relu().dense(10).batchNorm().softmax())
 *
 * Source: Ioffe and Szegedy 2015, Batch Normalization, §3.2, https://arxiv.org/abs/1502.03167
 */
export const normalizationAfterOutput = defineRule({
  id: 'normalization-after-output',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => placeOf(instance, flow))) {
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message: `${what}${times}`,
        fixes: removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const NORMALISATIONS: ReadonlySet<string> = new Set(['batchNorm', 'layerNorm', 'groupNorm', 'instanceNorm'])
const PROBABILITIES: ReadonlySet<string> = new Set(['softmax', 'sigmoid'])

function placeOf({ node }: LayerInstance, flow: Dataflow): string | undefined {
  const { kind } = node.kind
  if (!NORMALISATIONS.has(kind)) return undefined
  const [{ node: source }] = node.inputs
  if (PROBABILITIES.has(source.kind.kind) && flow.isOutput(node)) {
    return `${kind} behind the ${source.kind.kind} makes of probabilities what is none: the output does not lie between 0 and 1`
  }
  if (!isWeighted(source) || flow.activated(source) !== source) return undefined
  for (const next of chainBehind(node, flow)) {
    if (PROBABILITIES.has(next.kind.kind)) return flow.isOutput(next) ? forced(node, flow) : undefined
    if (!PASSING.has(next.kind.kind)) return undefined
  }
  return undefined
}

const PASSING: ReadonlySet<string> = new Set(['dropout', 'flatten', 'reshape', 'globalAveragePool2d'])

function forced(node: LayerInstance['node'], flow: Dataflow): string {
  const units = node.outputShapes[0].at(-1)
  const what = typeof units === 'number' ? `the ${units} scores` : 'the scores'
  return `gives ${what} of ${flow.nameOf(node.inputs[0].node)} the same mean and variance, however sure the network is`
}

import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { type Dataflow, dataflow } from './dataflow'
import { dropoutRate } from './dropoutRate'
import { removeCall } from './edits'
import { inLayers } from './inLayers'
import { isActivation } from './keepsPlaces'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds dropout that a batch normalisation follows, directly or with one convolution or dense layer between.
 *
 * Why: in training, dropout makes the variance of what passes larger; at inference it does nothing. The normalisation
 * has kept the variance of training, and uses it where it no longer holds: predictions are worse than the training shows.
 * Wide residual networks and DenseNet for CIFAR do it all the same; the study measured just these. Normalisations that
 * compute anew for every image (layer, group and instance normalisation) are left alone.
 *
 * Do: put dropout behind the last batch normalisation, before the layer that gives the scores; or leave it out, since
 * batch normalisation regularises as well.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(32, 3).relu().spatialDropout2d(0.3).conv2d(32, 3, { useBias: false }).batchNorm().relu()
 * model('digits', image, features.globalAveragePool2d().dense(10).softmax())
 *
 * Source: Li, Chen, Hu and Yang 2019, Understanding the Disharmony between Dropout and Batch Normalization by Variance
 * Shift, https://arxiv.org/abs/1801.05134
 */
export const dropoutBeforeBatchNorm = defineRule({
  id: 'dropout-before-batch-norm',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => normalisationBehind(instance, flow))) {
      const removal = all ? removeCall(site) : undefined
      yield {
        span: site.nameSpan,
        message:
          `${flow.nameOf(what)} learns the variance of what ${site.kind.kind} leaves in training, ` +
          `which is another at inference: put the dropout behind the last batch normalisation${times}`,
        related: seeAlso(analysis, flow, [what], 'normalises with the variance of training'),
        fixes: removal ? [{ title: `Remove the dropout${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const PASSING: ReadonlySet<string> = new Set([
  'avgPool2d',
  'dropout',
  'flatten',
  'maxPool2d',
  'reshape',
  'spatialDropout2d',
])

function normalisationBehind({ node }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  if (!dropoutRate(node)) return undefined
  let weighted = 0
  for (const next of chainBehind(node, flow)) {
    if (next.kind.kind === 'batchNorm') return next
    if (isWeighted(next)) weighted += 1
    else if (!PASSING.has(next.kind.kind) && !isActivation(next)) return undefined
    if (weighted > 1) return undefined
  }
  return undefined
}

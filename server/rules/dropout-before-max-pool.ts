import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance, LayerSite } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { dropoutRate } from './dropoutRate'
import { insertAfter, isLiteral, removeCall } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds element-wise dropout whose map goes straight into a pooling of the maximum.
 *
 * Why: where the largest element of a window is dropped, the second largest takes its place: the pooling still puts
 * something out, drawn at random among the largest. All of a window is dropped with the rate to the power of its size: at
 * 0.5 and 2×2 windows, one element of 16 in the place of one of 2. It regularises in another, weaker way than the rate tells.
 *
 * Do: pool first, where half the elements should be dropped; else leave it so on purpose.
 *
 * @example
 * const image = input(32, 32, 3)
 * const features = image.conv2d(32, 3).relu().dropout(0.5).maxPool2d(2)
 * model('digits', image, features.flatten().dense(10).softmax())
 *
 * Source: Wu and Gu 2015, Towards Dropout Training for Convolutional Neural Networks, §3, https://arxiv.org/abs/1512.01400
 */
export const dropoutBeforeMaxPool = defineRule({
  id: 'dropout-before-max-pool',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, found, what, times } of atSites(analysis, instance => poolingBehind(instance, flow))) {
      const [window, rate] = [sizeOf(what), dropoutRate(found[0].instance.node)!]
      const share = window
        ? `, ${shortShare(rate ** window)} of the outputs of 0 in the place of ${shortShare(rate)}`
        : ''
      yield {
        span: site.nameSpan,
        message: `${flow.nameOf(what)} takes the largest that is left of every window${share}: dropped elements hardly show${times}`,
        related: seeAlso(analysis, flow, [what], 'takes the largest of what is left'),
        fixes: swap(
          site,
          found.map(each => each.what),
          flow,
        ),
      }
    }
  },
})

function poolingBehind({ node }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  if (node.kind.kind !== 'dropout' || !dropoutRate(node) || flow.isOutput(node)) return undefined
  const readers = flow.consumers(node)
  return readers.length === 1 && readers[0].kind.kind === 'maxPool2d' ? readers[0] : undefined
}

function sizeOf({ options }: LayerNode): number | undefined {
  const [height, width] = options.poolSize as readonly unknown[]
  return typeof height === 'number' && typeof width === 'number' ? height * width : undefined
}

function shortShare(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}

function swap(site: LayerSite, poolings: readonly LayerNode[], flow: Dataflow): Fix[] {
  const places = new Set(poolings.map(node => flow.instanceOf(node)?.site))
  const [place] = places
  const isWhole = poolings.length === site.instances.length && place?.instances.length === poolings.length
  if (places.size !== 1 || !place || !isWhole || !(site.call.arguments ?? []).every(isLiteral)) return []
  const method = `.${site.call.getText().slice(site.nameSpan.start - site.call.getStart())}`
  const [removal, insertion] = [removeCall(site), insertAfter(place, method)]
  return removal && insertion ? [{ title: `Pool first${inLayers(site)}`, edits: [removal, insertion] }] : []
}

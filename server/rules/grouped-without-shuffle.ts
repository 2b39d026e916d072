import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { insertBefore } from './edits'
import { inLayers } from './inLayers'
import { keepsPlaces } from './keepsPlaces'
import { knownWindow } from './knownWindow'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds two grouped convolutions in a row, of the same more than two groups, with nothing between that mixes the channels.
 *
 * Why: each group of the second sees only what the same group of the first made. However many follow, the network falls
 * apart into narrow ones side by side that never exchange anything. Depthwise convolutions, poolings and activations between
 * them do not mix channels; a shuffle, a convolution of all channels and a concatenation do. The two groups of AlexNet, which
 * were two graphics cards, are left alone.
 *
 * Do: put `channelShuffle` with the number of groups between them, or a 1×1 convolution without groups.
 *
 * @example
 * const image = input(32, 32, 64)
 * const first = image.conv2d(64, 1, { groups: 8 }).relu()
 * model('apart', image, first.conv2d(64, 1, { groups: 8 }).relu())
 *
 * Source: Zhang et al. 2018, ShuffleNet, §3.1 and table 3, https://arxiv.org/abs/1707.01083
 */
export const groupedWithoutShuffle = defineRule({
  id: 'grouped-without-shuffle',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times, found } of atSites(analysis, instance => unmixed(instance, flow))) {
      const { first, groups } = what
      const agreed = all && found.every(other => other.what.groups === groups)
      const shuffle = agreed ? insertBefore(site, `.channelShuffle(${groups})`) : undefined
      const fixes: Fix[] = shuffle ? [{ title: `Shuffle the channels first${inLayers(site)}`, edits: [shuffle] }] : []
      yield {
        span: site.nameSpan,
        message: `each of its ${groups} groups sees one group of ${flow.nameOf(first)} alone: nothing between them mixes the channels${times}`,
        related: seeAlso(analysis, flow, [first], `has ${groups} groups too`),
        fixes,
      }
    }
  },
})

function unmixed({ node }: LayerInstance, flow: Dataflow): { first: LayerNode; groups: number } | undefined {
  const groups = groupsOf(node)
  if (groups === undefined || groups <= 2) return undefined
  for (let { node: first } = node.inputs[0]; ; first = first.inputs[0].node) {
    if (groupsOf(first) === groups) return flow.consumers(first).length === 1 ? { first, groups } : undefined
    if (!keepsChannelsApart(first)) return undefined
  }
}

/** The groups of a convolution in more than one and fewer than its channels. */
function groupsOf({ kind, inputs, options, unknownOptions }: LayerNode): number | undefined {
  const { groups } = options
  if (kind.kind !== 'conv2d' || unknownOptions.length > 0 || typeof groups !== 'number' || groups === 1)
    return undefined
  const channels = inputs[0].node.outputShapes[inputs[0].output].at(-1)
  return typeof channels === 'number' && groups < channels ? groups : undefined
}

function keepsChannelsApart(node: LayerNode): boolean {
  if (node.kind.kind === 'layerNorm' || node.kind.kind === 'softmax') return false
  return (
    keepsPlaces(node) ||
    node.kind.kind === 'depthwiseConv2d' ||
    (knownWindow(node) !== undefined && 'poolSize' in node.options)
  )
}

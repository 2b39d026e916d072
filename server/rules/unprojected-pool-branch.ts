import { formatCount } from '../../builder/format'
import type { LayerNode } from '../../builder/node'
import type { Fix, LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { insertAfter } from './edits'
import { inLayers } from './inLayers'
import { keepsPlaces } from './keepsPlaces'
import { knownWindow } from './knownWindow'
import { isConvolution } from './layerRoles'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a concatenation of convolution branches with a pooling branch that brings all channels of the input along, at full size.
 *
 * Why: a pooling cannot change the channels. Beside convolutions that choose how many to give, it puts as many as came in on top,
 * so that every such module gives more channels than the last, until they cost more than the convolutions: the naïve module of
 * the Inception paper. Where the module makes the map smaller, the pooling is meant to carry all, and is left alone; so
 * are pyramids of poolings.
 *
 * Do: put a 1×1 convolution with few filters behind the pooling.
 *
 * @example
 * const image = input(28, 28, 192)
 * const pooled = image.maxPool2d(3, { strides: 1, padding: 'same' })
 * model('naive', image, image.conv2d(64, 1).concat(image.conv2d(128, 3, { padding: 'same' }), pooled).relu())
 *
 * Source: Szegedy et al. 2015, Going Deeper with Convolutions, §4, https://arxiv.org/abs/1409.4842
 */
export const unprojectedPoolBranch = defineRule({
  id: 'unprojected-pool-branch',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what, times } of atSites(analysis, instance => naive(instance, flow))) {
      const { concat, channels, given, least } = what
      const agreed = all && found.every(other => other.what.least === least)
      const projection = agreed ? insertAfter(site, `.conv2d(${least}, 1).relu()`) : undefined
      const fixes: Fix[] = projection
        ? [{ title: `Bring it to ${least} channels by a 1×1 convolution${inLayers(site)}`, edits: [projection] }]
        : []
      yield {
        span: site.nameSpan,
        message: `brings all ${formatCount(channels)} channels of its input into ${flow.nameOf(concat)}, which gives ${formatCount(given)}: a 1×1 convolution behind it would keep them few${times}`,
        related: seeAlso(analysis, flow, [concat], 'the branches meet here'),
        fixes,
      }
    }
  },
})

function naive({ node, inputShapes: [input] }: LayerInstance, flow: Dataflow) {
  const window = 'poolSize' in node.options ? knownWindow(node) : undefined
  if (window?.padding !== 'same' || window.strides.some(step => step !== 1)) return undefined
  const [concat, another] = flow.consumers(node)
  const [{ node: fork }] = node.inputs
  if (another || concat?.kind.kind !== 'concat' || concat.inputs.length < 3) return undefined
  const branches = concat.inputs.map(({ node: end }) => end).filter(end => end !== node)
  const [channels, given] = [input.at(-1), concat.outputShapes[0].at(-1)]
  const widths = branches.map(({ outputShapes: [shape] }) => shape.at(-1)).filter(width => typeof width === 'number')
  if (typeof channels !== 'number' || typeof given !== 'number' || widths.length < branches.length) return undefined
  if (!branches.every(end => isConvolutionBranch(end, fork))) return undefined
  const least = Math.min(...widths)
  return channels > least ? { concat, channels, given, least } : undefined
}

/** Convolutions and what belongs to them, back to the fork; a branch may part and come together again. */
function isConvolutionBranch(node: LayerNode, fork: LayerNode, convolutions = 0): boolean {
  if (node === fork) return convolutions > 0
  const isJoined = node.kind.kind === 'concat'
  if (!isJoined && (node.inputs.length !== 1 || !(isConvolution(node) || keepsPlaces(node)))) return false
  const passed = convolutions + (isConvolution(node) ? 1 : 0)
  return node.inputs.every(({ node: source }) => isConvolutionBranch(source, fork, passed))
}

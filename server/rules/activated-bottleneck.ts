import type { Dimension } from '../../builder/dimension'
import { formatDimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { removeActivation } from './changeActivation'
import { dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { isActivation } from './keepsPlaces'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a rectifier on the narrow end of an inverted residual: behind the 1×1 convolution that brings many channels, which a depthwise
 * convolution has filtered, back to few.
 *
 * Why: a rectifier throws away what is negative. Of many channels, others still hold it; of few, it is lost. MobileNetV2 leaves its
 * narrow ends linear, and loses accuracy with a rectifier there. Depthwise separable convolutions that do not narrow, as in
 * MobileNet and Xception, are left alone.
 *
 * Do: remove the activation behind the projection.
 *
 * @example
 * const image = input(32, 32, 16)
 * const wide = image.conv2d(96, 1).relu6().depthwiseConv2d(3, { padding: 'same' }).relu6()
 * model('block', image, wide.conv2d(16, 1).relu6())
 *
 * Source: Sandler et al. 2018, MobileNetV2, §3.2 and figure 6, https://arxiv.org/abs/1801.04381
 */
export const activatedBottleneck = defineRule({
  id: 'activated-bottleneck',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(flow, instance => bottleneckOf(instance))) {
      const [wide, narrow] = what.map(formatDimension)
      const removal = all ? removeActivation(site) : undefined
      yield {
        span: site.nameSpan,
        message: `${site.kind.kind} throws half away of the ${narrow} channels that hold what ${wide} held: leave the narrow end linear${times}`,
        fixes: removal ? [{ title: `Remove ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'relu6'])

/** The channels before and behind the projection. */
function bottleneckOf({ node }: LayerInstance): readonly [Dimension, Dimension] | undefined {
  if (!RECTIFIERS.has(node.kind.kind)) return undefined
  const projection = weightedBefore(node)
  const depthwise = projection && isPointwise(projection) ? weightedBefore(projection) : undefined
  if (depthwise?.kind.kind !== 'depthwiseConv2d') return undefined
  const expansion = weightedBefore(depthwise)
  if (!expansion || !isPointwise(expansion)) return undefined
  const [before, wide, narrow] = [
    channelsInto(expansion),
    channelsInto(projection!),
    projection!.outputShapes[0].at(-1)!,
  ]
  if (typeof before !== 'number' || typeof wide !== 'number' || typeof narrow !== 'number') return undefined
  return 2 * before <= wide && 2 * narrow <= wide ? [wide, narrow] : undefined
}

/** The layer with weights before, through normalisation and activations. */
function weightedBefore({ inputs: [input] }: LayerNode): LayerNode | undefined {
  let { node } = input
  while (node.kind.kind === 'batchNorm' || isActivation(node)) node = node.inputs[0].node
  return isWeighted(node) ? node : undefined
}

function isPointwise({ kind, options }: LayerNode): boolean {
  // A layer in the place of one that has a problem has no options.
  const sides = options.kernelSize as readonly unknown[] | undefined
  return kind.kind === 'conv2d' && sides?.every(side => side === 1) === true
}

function channelsInto({ inputs: [{ node, output }] }: LayerNode): Dimension {
  return node.outputShapes[output].at(-1)!
}

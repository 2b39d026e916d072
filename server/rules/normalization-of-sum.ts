import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { residualOf } from './residual'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds batch normalisation on the sum of a residual, of which the next residual's shortcut is taken.
 *
 * Why: what the shortcut carries is then scaled and shifted at every block, so that nothing passes through the network as it is. On
 * CIFAR-10 ResNet-110 makes 8.17 % errors this way and 6.61 % as published. A normalisation in front of the convolutions of a
 * block whose shortcut goes around it (pre-activation), and one behind the last block, are left alone.
 *
 * Do: put the normalisation into the branch, behind its convolutions.
 *
 * @example
 * const image = input(32, 32, 16)
 * let x = image
 * for (let i = 0; i < 2; i++) {
 *   const branch = x.conv2d(16, 3, { padding: 'same' }).relu().conv2d(16, 3, { padding: 'same' })
 *   x = branch.add(x).batchNorm().relu()
 * }
 * model('blocks', image, x)
 *
 * Source: He, Zhang, Ren and Sun 2016, Identity Mappings in Deep Residual Networks, table 2, https://arxiv.org/abs/1603.05027
 */
export const normalizationOfSum = defineRule({
  id: 'normalization-of-sum',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, what, times } of atSites(analysis, instance => sumBefore(instance, flow))) {
      yield {
        span: site.nameSpan,
        message: `scales what the shortcut of ${flow.nameOf(what)} carries, so that nothing passes the blocks as it is: put it into the branch${times}`,
        related: seeAlso(analysis, flow, [what], 'the sum'),
        fixes: [],
      }
    }
  },
})

/** The sum, where another residual goes on from its normalisation and from nothing before it. */
function sumBefore({ node }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  const [{ node: sum }] = node.inputs
  if (node.kind.kind !== 'batchNorm' || !residualOf(sum, flow) || flow.consumers(sum).length !== 1) return undefined
  let start = node
  for (const next of flow.consumers(node)) if (next.kind.kind === 'relu') start = next
  return flow.nodes.some(other => residualOf(other, flow)?.start === start) ? sum : undefined
}

import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { knownWindow } from './knownWindow'
import { residualOf } from './residual'
import { defineRule } from './rule'

/**
 * Finds a residual of more than 1,000 channels whose branch is a concatenation of several, brought together by a 1×1 convolution, and
 * added as it is.
 *
 * Why: Inception-ResNet of that width died early in training: after some ten thousand steps the last layers gave nothing but zeros,
 * and neither a smaller learning rate nor more normalisation helped. Scaling the branch by 0.1 to 0.3 before the sum did.
 *
 * Do: multiply the branch by 0.1 to 0.3 before the sum: `scaleBy(0.2)`.
 *
 * @example
 * const map = input(8, 8, 1792)
 * const branch = map.conv2d(192, 1).relu().concat(map.conv2d(192, 3, { padding: 'same' }).relu()).conv2d(1792, 1)
 * model('block', map, branch.add(map).relu())
 *
 * Source: Szegedy et al. 2017, Inception-v4, §3.3, https://arxiv.org/abs/1602.07261
 */
export const unscaledInceptionResidual = defineRule({
  id: 'unscaled-inception-residual',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, what, times } of atSites(analysis, instance => widthOf(instance, flow))) {
      const message = `adds a branch of ${what.toLocaleString('en-US')} channels as it is, with which Inception-ResNet died in training: scale the branch by 0.1 to 0.3${times}`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

const WIDE = 1000

function widthOf({ node }: LayerInstance, flow: Dataflow): number | undefined {
  const residual = residualOf(node, flow)
  const width = node.outputShapes[0].at(-1)
  if (!residual || typeof width !== 'number' || width <= WIDE) return undefined
  return bringsTogether(residual.branch) ? width : undefined
}

/** Whether the layer is a 1×1 convolution of a concatenation, or its normalisation. */
function bringsTogether(branch: LayerNode): boolean {
  const convolution = branch.kind.kind === 'batchNorm' ? branch.inputs[0].node : branch
  const isPointwise = knownWindow(convolution)?.kernel.every(side => side === 1)
  return isPointwise === true && convolution.inputs[0].node.kind.kind === 'concat'
}

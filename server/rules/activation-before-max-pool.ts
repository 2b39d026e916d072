import { multiply } from '../../builder/dimension'
import { formatCount } from '../../builder/format'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { type Dataflow, dataflow } from './dataflow'
import { defineRule } from './rule'

/**
 * Finds a rectifier as a layer of its own right before a max pooling, which could as well come behind it.
 *
 * Why: a rectifier never changes which of some numbers is the largest, so that both orders give the same map; behind the pooling it
 * works on a quarter of the elements, and keeps a quarter of the memory in training. An activation that a convolution applies itself costs
 * nothing of its own, and is left alone; so is one that another layer reads too.
 *
 * Do: swap the two, where memory or time are short.
 *
 * @example
 * const image = input(224, 224, 3)
 * model('m', image, image.conv2d(64, 3).relu().maxPool2d(2))
 */
export const activationBeforeMaxPool = defineRule({
  id: 'activation-before-max-pool',
  severity: 'hint',
  strict: true,

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, what, times } of atSites(analysis, instance => poolBehind(instance, flow))) {
      const message = `works on ${formatCount(what.before)} elements; behind the max pooling it gives the same on ${formatCount(what.after)}${times}`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'relu6', 'leakyRelu'])

function poolBehind({ node }: LayerInstance, flow: Dataflow) {
  if (!RECTIFIERS.has(node.kind.kind)) return undefined
  const [pool] = chainBehind(node, flow)
  if (pool?.kind.kind !== 'maxPool2d') return undefined
  const [before, after] = [multiply(...node.outputShapes[0]), multiply(...pool.outputShapes[0])]
  return typeof before === 'number' && typeof after === 'number' && after < before ? { before, after } : undefined
}

import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { type Dataflow, dataflow } from './dataflow'
import { isLiteral, setOption, spanOf } from './edits'
import { inLayers } from './inLayers'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds a hidden layer whose kernel starts from one value everywhere: zeros, ones or another constant.
 *
 * Why: all its units compute the same, get the same gradient and stay the same for ever: the layer learns as if it had one unit; and
 * from zeros, nothing passes at all. A last layer that starts from zeros, and the end of a residual branch, which starts as nothing on purpose,
 * are left alone.
 *
 * Do: use `heNormal` before rectifiers, `glorotUniform` (the default) before others.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(128, { kernelInitializer: 'zeros' }).relu().dense(10).softmax())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §8.4, https://www.deeplearningbook.org
 */
export const constantInitializer = defineRule({
  id: 'constant-initializer',
  severity: 'error',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what, times } of atSites(analysis, instance => startOf(instance, flow))) {
      const units = found[0].instance.node.outputShapes[0].at(-1)
      const written = site.optionNodes.get('kernelInitializer')
      const isRectified = found.every(({ instance }) => /relu/i.test(flow.consumers(instance.node)[0]?.kind.kind ?? ''))
      const better = isRectified ? 'heNormal' : 'glorotUniform'
      const edit = all ? setOption(site, 'kernelInitializer', `'${better}'`) : undefined
      yield {
        span: written && isLiteral(written) ? spanOf(written) : site.nameSpan,
        message: `every weight starts from ${what}, so that all ${units} outputs stay the same for ever: start from random ones${times}`,
        fixes: edit ? [{ title: `Start from ${better}${inLayers(site)}`, edits: [edit] }] : [],
      }
    }
  },
})

const MERGES: ReadonlySet<string> = new Set(['add', 'multiply', 'average', 'maximum', 'subtract'])

/** The value that all weights start from. */
function startOf({ node }: LayerInstance, flow: Dataflow): number | undefined {
  const { options, outputShapes, unknownOptions } = node
  const value = constantOf(options.kernelInitializer)
  const units = outputShapes[0].at(-1)
  if (value === undefined || unknownOptions.includes('kernelInitializer') || !('useBias' in options)) return undefined
  // In a depthwise convolution every filter has a channel of its own.
  if (/^(depthwise|separable)/.test(node.kind.kind) || typeof units !== 'number' || units < 2) return undefined
  return feedsWeights(node, flow) ? value : undefined
}

/** Whether a layer with weights reads what comes out, before it is merged with something else. */
function feedsWeights(node: LayerNode, flow: Dataflow): boolean {
  const waiting = [...flow.consumers(node)]
  const seen = new Set<LayerNode>()
  for (const next of waiting) {
    if (seen.has(next)) continue
    seen.add(next)
    if (isWeighted(next)) return true
    if (!MERGES.has(next.kind.kind)) waiting.push(...flow.consumers(next))
  }
  return false
}

function constantOf(initializer: unknown): number | undefined {
  if (initializer === 'zeros') return 0
  if (initializer === 'ones') return 1
  const { constant } = (typeof initializer === 'object' && initializer !== null ? initializer : {}) as {
    constant?: number
  }
  return constant
}

import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { removeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a softmax or sigmoid on what a softmax or sigmoid has put out, directly or through dropout or a change of shape.
 *
 * Why: the first one leaves numbers between 0 and 1. A softmax over them is almost even: over 10 classes it gives the
 * surest answer 0.23 and each other 0.09, so that the loss cannot fall and gradients are small. Most often the last layer
 * applies it already as its activation.
 *
 * Do: remove one of the two.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(10, { activation: 'softmax' }).softmax())
 *
 * Source: Goodfellow, Bengio and Courville 2016, Deep Learning, §6.2.2.3, https://www.deeplearningbook.org
 */
export const softmaxTwice = defineRule({
  id: 'softmax-twice',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, found, what, times } of atSites(flow, instance => squashedBefore(instance, flow))) {
      const removal = all ? removeActivation(site) : undefined
      yield {
        span: site.nameSpan,
        message: `${site.kind.kind} over what ${what.kind.kind} has brought between 0 and 1: ${limitOf(found[0].instance)}${times}`,
        related: seeAlso(analysis, flow, [what], 'between 0 and 1 from here on'),
        fixes: removal ? [{ title: `Remove the second ${site.kind.kind}${inLayers(site)}`, edits: [removal] }] : [],
      }
    }
  },
})

const SQUASHING: ReadonlySet<string> = new Set(['softmax', 'sigmoid'])
const PASSING: ReadonlySet<string> = new Set(['dropout', 'flatten', 'reshape'])

function squashedBefore({ node }: LayerInstance, flow: Dataflow): LayerNode | undefined {
  if (!SQUASHING.has(node.kind.kind)) return undefined
  let { node: source } = node.inputs[0]
  while (PASSING.has(source.kind.kind)) source = source.inputs[0].node
  return SQUASHING.has(source.kind.kind) && flow.consumers(source).length === 1 ? source : undefined
}

/** What the second one can give at most: e / (e + classes − 1), or 1 / (1 + 1/e). */
function limitOf({ node }: LayerInstance): string {
  const classes = node.outputShapes[0].at(-1)
  const highest = (others: number) => Number((Math.E / (Math.E + others)).toPrecision(2))
  if (node.kind.kind === 'sigmoid') return `the output lies between 0.5 and ${highest(1)}`
  return typeof classes === 'number'
    ? `no class of ${classes} can get more than ${highest(classes - 1)}`
    : 'all classes come out nearly alike'
}

import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { chainBehind } from './chainBehind'
import { type Dataflow, dataflow } from './dataflow'
import { setOption } from './edits'
import { isActivation } from './keepsPlaces'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a hidden dense layer with far fewer units than the classes that are told from it.
 *
 * Why: the scores of all classes are sums of these few numbers, and so depend on each other: with n units, no more than n of them can be
 * chosen freely. Classes then get in each other's way. Less than half as many units as classes is found; layers of two or three units, as
 * for a plot, too.
 *
 * Do: give the hidden layer at least as many units as there are classes.
 *
 * @example
 * const features = input(512)
 * model('digits', features, features.dense(4).relu().dense(10).softmax())
 *
 * Source: Szegedy et al. 2016, Rethinking the Inception Architecture, §2, https://arxiv.org/abs/1512.00567
 */
export const narrowHead = defineRule({
  id: 'narrow-head',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    for (const { site, all, what, times } of atSites(analysis, instance => headBehind(instance, flow))) {
      const { units, classes, head } = what
      const edit = all && site.instances.length === 1 ? setOption(site, 'units', String(4 * classes)) : undefined
      yield {
        span: site.nameSpan,
        message: `the scores of ${classes} classes are made of ${units} numbers, and depend on each other: use at least ${classes} units${times}`,
        related: seeAlso(analysis, flow, [head], `gives the scores of ${classes} classes`),
        fixes: edit ? [{ title: `Use ${4 * classes} units`, edits: [edit] }] : [],
      }
    }
  },
})

function headBehind({ node }: LayerInstance, flow: Dataflow) {
  const [units] = node.outputShapes[0]
  if (node.kind.kind !== 'dense' || node.outputShapes[0].length !== 1 || typeof units !== 'number') return undefined
  for (const head of chainBehind(node, flow)) {
    if (head.kind.kind === 'dense') {
      const [classes] = head.outputShapes[0]
      const readers = flow.consumers(head)
      const isHead = readers.length === 1 && readers[0].kind.kind === 'softmax' && flow.isOutput(readers[0])
      return isHead && typeof classes === 'number' && 2 * units < classes ? { units, classes, head } : undefined
    }
    if (!PASSING.has(head.kind.kind) && !isActivation(head)) return undefined
  }
  return undefined
}

const PASSING: ReadonlySet<string> = new Set(['batchNorm', 'dropout', 'layerNorm'])

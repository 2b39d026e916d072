import type { LayerNode } from '../../builder/node'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { changeActivation } from './changeActivation'
import { type Dataflow, dataflow } from './dataflow'
import { inLayers } from './inLayers'
import { isWeighted } from './layerRoles'
import { defineRule } from './rule'

/**
 * Finds hidden layers with sigmoid or tanh, where five or more of them stand in a row without normalisation or shortcut.
 *
 * Why: a sigmoid passes at most a quarter of the gradient, tanh less than all of it, and next to nothing where they are far from 0. Over
 * many layers the first ones hardly learn: five sigmoids pass at most 0.1 %. Rectifiers pass it whole; a
 * network with them learnt six times as fast (AlexNet, figure 1). Networks with up to four such layers (LeNet-5), gates, outputs, and layers that
 * are normalised are left alone.
 *
 * Do: use `relu` in the hidden layers, or put `batchNorm` before the activations.
 *
 * @example
 * const features = input(512)
 * let x = features
 * for (let i = 0; i < 6; i++) x = x.dense(64).sigmoid()
 * model('digits', features, x.dense(10).softmax())
 *
 * Source: Glorot and Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks, §3,
 * https://proceedings.mlr.press/v9/glorot10a.html
 */
export const saturatingActivations = defineRule({
  id: 'saturating-activations',
  severity: 'warning',

  *check(analysis) {
    const flow = dataflow(analysis)
    const depths = depthsIn(flow)
    for (const { site, all, found, times } of atSites(flow, ({ node }: LayerInstance) => depths.get(node))) {
      const deepest = Math.max(...found.map(({ what }) => what))
      const edit = all ? changeActivation(site, 'relu') : undefined
      yield {
        span: site.nameSpan,
        message: `one of ${deepest} layers in a row with sigmoid or tanh, which pass too little of the gradient to the first: use relu${times}`,
        fixes: edit ? [{ title: `Use relu${inLayers(site)}`, edits: [edit] }] : [],
      }
    }
  },
})

const FEWEST = 5
const SATURATING: ReadonlySet<string> = new Set(['sigmoid', 'tanh', 'hardSigmoid'])
const PASSING: ReadonlySet<string> = new Set([
  'avgPool2d',
  'dropout',
  'flatten',
  'globalAveragePool2d',
  'maxPool2d',
  'reshape',
])

/** For every saturating activation between layers with weights, how many of them stand in its row; only where there are enough. */
function depthsIn(flow: Dataflow): ReadonlyMap<LayerNode, number> {
  const rows = new Map<LayerNode, LayerNode[]>()
  const depths = new Map<LayerNode, number>()
  for (const node of [...flow.nodes].sort((a, b) => a.serial - b.serial)) {
    if (!SATURATING.has(node.kind.kind) || !isHidden(node, flow)) continue
    const [{ node: weighted }] = node.inputs
    if (!isWeighted(weighted)) continue
    let { node: source } = weighted.inputs[0]
    while (PASSING.has(source.kind.kind)) source = source.inputs[0].node
    const row = [...(rows.get(source) ?? []), node]
    rows.set(node, row)
    if (row.length >= FEWEST) for (const each of row) depths.set(each, row.length)
  }
  return depths
}

/** Whether a layer with weights reads what passes, and nothing multiplies by it. */
function isHidden(node: LayerNode, flow: Dataflow): boolean {
  if (flow.isOutput(node)) return false
  return flow.consumers(node).every(next => isWeighted(next) || (PASSING.has(next.kind.kind) && isHidden(next, flow)))
}

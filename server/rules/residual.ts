import { equal } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import type { Dataflow } from './dataflow'
import { keepsPlaces } from './keepsPlaces'
import { isWeighted } from './layerRoles'

/** A sum of a branch and the shortcut around it. */
export interface Residual {
  readonly sum: LayerNode
  /** What both come from. */
  readonly start: LayerNode
  /** The operand that passes convolutions. */
  readonly branch: LayerNode
  /** The layers from the start to the sum, nearest to the sum first; none where the start itself is added. */
  readonly shortcut: readonly LayerNode[]
}

/**
 * The residual sum that a layer makes; undefined for other layers, and for sums of two branches. The shortcut passes no weights
 * and keeps its size, and so does the branch at all its ends: sums around an encoder with its decoder are left out.
 */
export function residualOf(sum: LayerNode, flow: Dataflow): Residual | undefined {
  if (sum.kind.kind !== 'add' || sum.inputs.length !== 2) return undefined
  const [first, second] = sum.inputs.map(({ node }) => node)
  return around(sum, first, second, flow) ?? around(sum, second, first, flow)
}

function around(sum: LayerNode, branch: LayerNode, end: LayerNode, flow: Dataflow): Residual | undefined {
  const shortcut: LayerNode[] = []
  const behind = new Set(flow.ancestors(branch))
  let start = end
  while (!behind.has(start)) {
    if (!keepsPlaces(start)) return undefined
    shortcut.push(start)
    start = start.inputs[0].node
  }
  const between = [branch, ...behind].filter(node => node.serial > start.serial)
  if (!between.some(isWeighted)) return undefined
  const size = start.outputShapes[0]
  const isSteady = between.every(({ outputShapes: [shape] }) => {
    return shape.length === size.length && (size.length < 3 || (equal(shape[0], size[0]) && equal(shape[1], size[1])))
  })
  return isSteady ? { sum, start, branch, shortcut } : undefined
}

import { equal } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import type { Dataflow } from './dataflow'
import { keepsPlaces } from './keepsPlaces'
import { isMap, isWeighted } from './layerRoles'

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
 * and keeps its size, and so does the branch, gates that
 * weigh its channels aside: sums around an encoder with its decoder are left out.
 */
export function residualOf(sum: LayerNode, flow: Dataflow): Residual | undefined {
  if (sum.kind.kind !== 'add' || sum.inputs.length !== 2) return undefined
  const [first, second] = sum.inputs.map(({ node }) => node)
  return around(sum, first, second, flow) ?? around(sum, second, first, flow)
}

function around(sum: LayerNode, branch: LayerNode, end: LayerNode, flow: Dataflow): Residual | undefined {
  const way = [end]
  while (keepsPlaces(way.at(-1)!)) way.push(way.at(-1)!.inputs[0].node)
  // What was made before the last place where the block may start is of no interest.
  const behind = new Set(flow.ancestors(branch, way.at(-1)!.serial))
  const start = way.find(node => behind.has(node))
  if (!start) return undefined
  const shortcut = way.slice(0, way.indexOf(start))
  const between = [branch, ...behind].filter(node => node.serial > start.serial)
  if (!between.some(isWeighted) || !between.every(node => hasSizeOf(start, node) || isGate(node))) return undefined
  return leadsBack(branch, start) ? { sum, start, branch, shortcut } : undefined
}

function hasSizeOf({ outputShapes: [size] }: LayerNode, { outputShapes: [shape] }: LayerNode): boolean {
  if (shape.length !== size.length) return false
  return size.length < 3 || (equal(shape[0], size[0]) && equal(shape[1], size[1]))
}

/** What weighs channels rests on the whole map, and has none. */
function isGate({ outputShapes: [shape] }: LayerNode): boolean {
  return shape.length === 1 || !isMap(shape)
}

/** Whether a way leads from the branch's end to the start without the map ever being smaller or larger. */
function leadsBack(branch: LayerNode, start: LayerNode): boolean {
  const waiting = new Set([branch])
  for (const node of waiting) {
    if (node === start) return true
    if (!hasSizeOf(start, node)) continue
    for (const { node: source } of node.inputs) if (source.serial >= start.serial) waiting.add(source)
  }
  return false
}

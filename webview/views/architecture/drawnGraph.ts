import type { LayerDescription } from '../../../engine/requests'
import type { Tint } from '../../state'
import { type Block, blocksOf } from './blocks'

/** The network as it is drawn: a node a layer, or one for all layers of a collapsed block. */
export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[]
  readonly edges: readonly DrawnEdge[]
  /** Blocks that are open: frames around their nodes. */
  readonly frames: readonly Block[]
}

export interface DrawnNode {
  readonly id: string
  /** Its layers; several where it is a collapsed block. */
  readonly layers: readonly LayerDescription[]
  /** The collapsed block. */
  readonly block?: Block
  /** The open block around it. */
  readonly frame?: string
  readonly title: string
  readonly detail: string
}

export interface DrawnEdge {
  readonly id: string
  readonly from: string
  readonly to: string
  /** The shape of what goes along it. */
  readonly label: string
}

/** Draws the layers with some of their blocks collapsed. */
export function drawnGraph(layers: readonly LayerDescription[], collapsed: readonly string[]): DrawnGraph {
  const blocks = blocksOf(layers)
  const blockOf = new Map(blocks.flatMap(block => block.layers.map(name => [name, block] as const)))
  const nodes = new Map<string, DrawnNode>()
  const nodeOf = new Map<string, string>()
  const edges = new Map<string, DrawnEdge>()
  for (const layer of layers) {
    const block = blockOf.get(layer.name)
    const closed = block !== undefined && collapsed.includes(block.id)
    const id = closed ? block.id : layer.name
    const inside = [...(nodes.get(id)?.layers ?? []), layer]
    nodes.set(id, {
      ...{ id, layers: inside, title: id, detail: closed ? `${inside.length} × → ${layer.shape}` : layer.kind },
      ...(closed ? { block } : block === undefined ? {} : { frame: block.id }),
    })
    nodeOf.set(layer.name, id)
    for (const { layer: source, shape } of layer.inputs) {
      const from = nodeOf.get(source)!
      const key = `${from}→${id}`
      if (from !== id) edges.set(key, { id: key, from, to: id, label: shape })
    }
  }
  return {
    nodes: [...nodes.values()],
    edges: [...edges.values()],
    frames: blocks.filter(({ id }) => !collapsed.includes(id)),
  }
}

/** The node that stands for a layer. */
export function nodeOfLayer({ nodes }: DrawnGraph, layer: string | undefined): DrawnNode | undefined {
  return nodes.find(({ layers }) => layers.some(({ name }) => name === layer))
}

/** 0…1 of the largest value among the nodes, by node; of blocks costs are added up. Unknown ones are left out. */
export function tints({ nodes }: DrawnGraph, tint: Tint): ReadonlyMap<string, number> {
  if (tint === 'none') return new Map()
  const values = nodes.map(({ id, layers }): [string, number] => {
    const numbers = layers.map(layer => layer[tint].value ?? Number.NaN)
    return [id, tint === 'field' ? Math.max(...numbers) : numbers.reduce((a, b) => a + b, 0)]
  })
  const known = values.filter(([, value]) => !Number.isNaN(value))
  const most = Math.max(...known.map(([, value]) => value), 0)
  return new Map(known.map(([id, value]) => [id, most === 0 ? 0 : value / most]))
}

/** The nodes in whose name or kind, or in one of whose layers, a text occurs. */
export function matches({ nodes }: DrawnGraph, text: string): readonly DrawnNode[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  return nodes.filter(({ title, layers }) =>
    [title, ...layers.flatMap(({ name, kind, shape }) => [name, kind, shape])].some(part =>
      part.toLowerCase().includes(wanted),
    ),
  )
}

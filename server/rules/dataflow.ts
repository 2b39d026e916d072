import type { LayerNode } from '../../builder/node'
import type { Analysis, LayerInstance } from '../analysis'

/** Which layers read which, over all models and loose layers of a file. */
export interface Dataflow {
  readonly nodes: readonly LayerNode[]
  /** The layers that read an output of this one, each once. */
  consumers(node: LayerNode): readonly LayerNode[]
  /** Whether a model hands the layer's output out. */
  isOutput(node: LayerNode): boolean
  /** The instance in this file, where the layer was made by a call in it. */
  instanceOf(node: LayerNode): LayerInstance | undefined
  /** The layer's name in its model; its kind where it has none. */
  nameOf(node: LayerNode): string
  /** Every layer the given one rests on, nearest first, itself left out. */
  ancestors(node: LayerNode): Iterable<LayerNode>
}

const known = new WeakMap<Analysis, Dataflow>()

export function dataflow(analysis: Analysis): Dataflow {
  const seen = known.get(analysis)
  if (seen) return seen
  const flow = trace(analysis)
  known.set(analysis, flow)
  return flow
}

function trace({ models, sites, loose }: Analysis): Dataflow {
  const here = sites.flatMap(({ instances }) => instances)
  const all = [...models.flatMap(({ instances }) => instances), ...loose, ...here]
  const names = new Map(all.map(({ node, name }) => [node, name]))
  const nodes = new Set(names.keys())
  const consumers = new Map<LayerNode, Set<LayerNode>>()
  for (const node of nodes) {
    for (const { node: source } of node.inputs) {
      const readers = consumers.get(source)
      if (readers) readers.add(node)
      else consumers.set(source, new Set([node]))
    }
  }
  const outputs = new Set<LayerNode>()
  for (const { graph, instances } of models) {
    const names = new Set(graph.outputs.map(({ layer }) => layer))
    for (const { name, node } of instances) if (names.has(name)) outputs.add(node)
  }
  const instanceOf = new Map(here.map(instance => [instance.node, instance]))
  return {
    nodes: [...nodes],
    consumers: node => [...(consumers.get(node) ?? [])],
    isOutput: node => outputs.has(node),
    instanceOf: node => instanceOf.get(node),
    nameOf: node => names.get(node) ?? node.kind.kind,
    ancestors,
  }
}

function* ancestors(node: LayerNode): Generator<LayerNode> {
  const seen = new Set<LayerNode>()
  const waiting = node.inputs.map(({ node: source }) => source)
  for (const next of waiting) {
    if (seen.has(next)) continue
    seen.add(next)
    yield next
    waiting.push(...next.inputs.map(({ node: source }) => source))
  }
}

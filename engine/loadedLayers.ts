import type { Graph } from '../builder/graph'
import { expandActivations } from './expandActivations'
import { findLogits } from './logits'
import type { LoadedLayer } from './requests'

/** A network's layers as the panel lists them. */
export function loadedLayers(graph: Graph): LoadedLayer[] {
  const expanded = expandActivations(graph)
  const behind = new Set([findLogits(expanded).edge.layer])
  for (const { name, inputs } of expanded.layers.toReversed())
    if (behind.has(name)) for (const { layer } of inputs) behind.add(layer)
  return graph.layers.map(({ name, kind, outputShapes: [shape] }) => ({
    name,
    kind,
    shape: shape.map(size => (typeof size === 'number' ? size : null)),
    explainable: kind !== 'input' && shape.length === 3 && behind.has(name),
  }))
}

import type { Graph } from '../builder/graph'
import { expandActivations } from './expandActivations'
import { hasKernels } from './kernels/kernelsOf'
import { layersBehind } from './layersBehind'
import { findLogits } from './logits'
import type { LoadedLayer } from './requests'

/** A network's layers as the panel lists them. */
export function loadedLayers(graph: Graph): LoadedLayer[] {
  const expanded = expandActivations(graph)
  const behind = new Set(
    graph.outputs.flatMap((_, output) => [...layersBehind(expanded, findLogits(expanded, output).edge.layer)]),
  )
  return graph.layers.map(({ name, kind, outputShapes: [shape] }) => ({
    name,
    kind,
    shape: shape.map(size => (typeof size === 'number' ? size : null)),
    ...(hasKernels(kind) ? { hasKernels: true } : {}),
    explainable: kind !== 'input' && shape.length === 3 && behind.has(name),
  }))
}

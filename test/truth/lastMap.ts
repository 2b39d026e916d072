import type { Graph, Layer } from '../../builder/graph'
import { receptiveFields } from '../../builder/receptiveField'

/** The last layer before one that sees the whole image: where published receptive fields are given. */
export function lastMapOf(graph: Graph): Layer {
  const fields = receptiveFields(graph)
  return graph.layers.filter(({ name }) => !fields.get(name)!.global || fields.get(name)!.throughConvolutions).at(-1)!
}

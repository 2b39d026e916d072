import type { Graph } from '../builder/graph'

/** The names of a layer and of all that it rests on. */
export function layersBehind({ layers }: Graph, layer: string): ReadonlySet<string> {
  const behind = new Set([layer])
  for (const { name, inputs } of layers.toReversed())
    if (behind.has(name)) for (const { layer: before } of inputs) behind.add(before)
  return behind
}

import { type Graph, layersByName } from '../builder/graph'

/**
 * The layers that every path from the input to a layer goes through, from it upwards: all that it says rests on each.
 *
 * Source  Cooper, Harvey and Kennedy 2001, A Simple, Fast Dominance Algorithm: in an order in which every layer stands
 *         after its inputs, one walk finds the immediate dominators
 */
export function commonLayers(graph: Graph, layer: string): string[] {
  const layers = layersByName(graph)
  const order = new Map(graph.layers.map(({ name }, index) => [name, index]))
  const above = new Map<string, string | undefined>()
  for (const { name, inputs } of graph.layers) {
    let [common, ...others] = inputs.map(edge => edge.layer) as [string | undefined, ...string[]]
    for (let other of others as (string | undefined)[])
      while (common !== other) {
        if (common === undefined || other === undefined) {
          common = undefined
          other = undefined
        } else if (order.get(common)! > order.get(other)!) common = above.get(common)
        else other = above.get(other)
      }
    above.set(name, common)
  }
  const path: string[] = []
  for (let at: string | undefined = layers.has(layer) ? layer : undefined; at !== undefined; at = above.get(at))
    path.push(at)
  return path
}

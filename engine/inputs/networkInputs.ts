import { type Graph, layersByName } from '../../builder/graph'
import type { Shape } from '../../builder/shape'

export interface NetworkInput {
  /** That of its layer. */
  readonly name: string
  readonly shape: Shape
  /** Whether it is of height×width×1 or ×3, so that a picture may go into it. */
  readonly takesImage: boolean
}

/** The inputs of a network, in its own order. */
export function networkInputs(graph: Graph): NetworkInput[] {
  const layers = layersByName(graph)
  return graph.inputs.map(name => {
    const [shape] = layers.get(name)!.outputShapes
    return { name, shape, takesImage: shape.length === 3 && (shape[2] === 1 || shape[2] === 3) }
  })
}

import { type Graph, layersByName } from '../../builder/graph'
import { boxDecoders } from './boxDecoders'

/**
 * Why no boxes can be read from a network's outputs: the model does not tell how, or what it tells does not fit them.
 * Undefined where they can. What a model tells comes from the user's code and may be anything.
 */
export function boxesProblem(graph: Graph): string | undefined {
  const { boxes } = graph.info
  if (boxes === undefined) return 'the model does not tell how its boxes are read: add the option boxes'
  const known = typeof boxes === 'object' && boxes !== null && Object.hasOwn(boxDecoders, boxes.decoder)
  if (!known) return `boxes.decoder is none of ${Object.keys(boxDecoders).join(', ')}`
  const layers = layersByName(graph)
  const shapes = graph.outputs.map(({ layer, output }) => layers.get(layer)!.outputShapes[output])
  try {
    return boxDecoders[boxes.decoder].problem(boxes as never, shapes, graph)
  } catch {
    return `boxes lacks what ${boxes.decoder} needs`
  }
}

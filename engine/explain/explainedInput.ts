import type { Graph } from '../../builder/graph'
import { EngineError } from '../engineError'
import { imageInputs } from '../inputs/imageInputs'
import { layersBehind } from '../layersBehind'

/**
 * The input in whose pixels a layer is explained: the one wanted, else the first that takes an image and leads to the layer.
 *
 * Throws {@link EngineError} `wrong-image` where no input takes an image, `not-explainable` where the one wanted takes none or
 * does not lead to the layer.
 */
export function explainedInput(graph: Graph, layer: string, wanted?: string): string {
  const images = imageInputs(graph).map(({ name }) => name)
  const behind = layersBehind(graph, layer)
  const leading = images.filter(name => behind.has(name))
  const choice = leading.length > 0 ? `Choose ${leading.join(' or ')}, or another layer.` : 'Choose another layer.'
  if (wanted === undefined) {
    if (leading.length > 0) return leading[0]
    throw new EngineError('not-explainable', `${layer} rests on no input that takes an image`, choice)
  }
  if (leading.includes(wanted)) return wanted
  const message = !graph.inputs.includes(wanted)
    ? `${graph.name} has no input ${wanted}`
    : images.includes(wanted)
      ? `${layer} does not rest on the input ${wanted}`
      : `${wanted} takes no image, so there are no pixels to explain`
  throw new EngineError('not-explainable', message, choice)
}

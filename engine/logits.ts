import { type Tensor, tensor } from '@tensorflow/tfjs-core'
import { type Edge, type Graph, layersByName } from '../builder/graph'

export interface Logits {
  /** Where the logits are: before the last softmax or sigmoid, or the output itself where there is neither. */
  readonly edge: Edge
  /** The same numbers behind the last softmax or sigmoid, of the same shape. */
  readonly activated: Edge
  readonly activation: 'softmax' | 'sigmoid' | 'none'
}

/** Layers that may follow the last activation, because they keep every number and its place in the flattened order. */
export const KEEPS_ORDER = new Set(['dropout', 'spatialDropout2d', 'flatten', 'reshape'])

/**
 * Where a network's output, the first unless said otherwise, has its logits. Explanations start there: the gradient of a softmax vanishes where the
 * network is sure of its answer.
 */
export function findLogits(graph: Graph, output = 0): Logits {
  const layers = layersByName(graph)
  for (let edge = graph.outputs[output]; ; ) {
    const layer = layers.get(edge.layer)!
    if (layer.kind === 'softmax' || layer.kind === 'sigmoid')
      return { edge: layer.inputs[0], activated: edge, activation: layer.kind }
    if (!KEEPS_ORDER.has(layer.kind)) {
      return { edge: graph.outputs[output], activated: graph.outputs[output], activation: 'none' }
    }
    edge = layer.inputs[0]
  }
}

/**
 * The gradient at the logits of one class's logit, for every image: one at the class, zeros elsewhere. Where the output is
 * a map, the class is a channel, and its logit is the mean over all places.
 */
export function classSeed(graph: Graph, logits: Tensor, classIndex: number, output = 0): Tensor {
  const classes = countClasses(graph, logits, output)
  const places = logits.size / logits.shape[0] / classes
  const seed = Float32Array.from({ length: logits.size }, (_, i) => (i % classes === classIndex ? 1 / places : 0))
  return tensor(seed, logits.shape)
}

/** Channels where an output, the first unless said otherwise, is a map; else all its numbers, which `values` holds. */
export function countClasses(graph: Graph, values: Tensor, output = 0): number {
  const { layer, output: index } = graph.outputs[output]
  const { outputShapes } = graph.layers.find(({ name }) => name === layer)!
  return outputShapes[index].length > 1 ? values.shape[values.rank - 1] : values.size / values.shape[0]
}

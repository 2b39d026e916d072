import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { FoundBox } from '../requests'
import { boxDecoders, type GivenInputs } from './boxDecoders'

/** What is less sure is noise at any threshold; of the rest, more would not fit on a picture. */
const LEAST_SCORE = 0.01
const MOST_BOXES = 1000

/** The boxes that the outputs of a detector say, the surest first, by the model's own description of how to read them. */
export async function readBoxes(graph: Graph, tensors: readonly Tensor[], given: GivenInputs): Promise<FoundBox[]> {
  const boxes = graph.info.boxes!
  const outputs = await Promise.all(
    tensors.map(async tensor => ({ values: (await tensor.data()) as Float32Array, shape: tensor.shape.slice(1) })),
  )
  const { labels } = graph.info
  return boxDecoders[boxes.decoder]
    .decode(boxes as never, outputs, graph, given)
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_BOXES)
    .map(found => ({ ...found, label: String((Array.isArray(labels) && labels[found.class]) || found.class) }))
}

import {
  argMax,
  dispose,
  max,
  sigmoid,
  softmax,
  squeeze,
  type Tensor,
  type Tensor3D,
  tidy,
} from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { labelsOf } from '../labelsOf'
import { findLogits } from '../logits'
import type { MaskReading } from '../requests'

/** From here on a class that is decided by itself is there. */
const THRESHOLD = 0.5

/**
 * The class of every place of a map [1, height, width, classes]: the likeliest one where classes compete in a softmax, which
 * is taken here where the network leaves it out; where each has a sigmoid, or there is only one, the likeliest of at least ½,
 * else none.
 */
export async function readMask(graph: Graph, map: Tensor, output = 0): Promise<MaskReading> {
  const [, height, width, count] = map.shape as [number, number, number, number]
  const { activation } = findLogits(graph, output)
  const alone = activation === 'sigmoid' || (count === 1 && activation === 'none')
  const [best, highest] = tidy(() => {
    const values = squeeze(map, [0]) as Tensor3D
    const finished = activation === 'none' ? (alone ? sigmoid(values) : softmax(values)) : values
    return [argMax(finished, 2), max(finished, 2)]
  })
  const [classOf, sureness] = await Promise.all([best.data(), highest.data()])
  dispose([best, highest])

  const places = new Uint16Array(height * width)
  const labels = maskLabels(graph, count)
  const classes: { class?: number; label: string }[] = labels.map((label, index) => ({ class: index, label }))
  if (alone) classes.push({ label: noneLabel(graph, count) })
  const counts = classes.map(() => 0)
  const sums = classes.map(() => 0)
  for (let place = 0; place < places.length; place++) {
    const isNone = alone && sureness[place] < THRESHOLD
    const at = isNone ? count : classOf[place]
    places[place] = at
    counts[at]++
    sums[at] += isNone ? 1 - sureness[place] : sureness[place]
  }
  return {
    ...{ kind: 'mask', height, width, places },
    classes: classes.map((one, at) => ({ ...one, count: counts[at], confidence: sums[at] / Math.max(1, counts[at]) })),
    confidence: sums.reduce((sum, value) => sum + value, 0) / places.length,
  }
}

/** Of one channel that tells an object from what is around it, models may name both. */
function maskLabels(graph: Graph, count: number): string[] {
  const { labels } = graph.info
  return count === 1 && labels?.length === 2 ? [labels[1]] : labelsOf(graph, count)
}

function noneLabel({ info: { labels } }: Graph, count: number): string {
  return count === 1 && labels?.length === 2 ? labels[0] : 'none'
}

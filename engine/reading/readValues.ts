import type { Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { OutputValues } from '../requests'

/** Every output as it is: shape, statistics, and a picture of those that look like one. */
export function readValues(graph: Graph, tensors: readonly Tensor[]): Promise<OutputValues[]> {
  return Promise.all(
    tensors.map(async (tensor, index) => {
      const { layer } = graph.outputs[index]
      const shape = tensor.shape.slice(1)
      const values = (await tensor.data()) as Float32Array
      const kind = graph.layers.find(({ name }) => name === layer)!.kind
      const statistics = statisticsOf(values)
      return {
        layer,
        shape,
        ...statistics,
        ...pictureOf(values, shape, RANGES[kind] ?? [statistics.min, statistics.max]),
      }
    }),
  )
}

/** What the numbers behind these layers lie between, so that pictures of different images can be compared. */
const RANGES: Readonly<Record<string, readonly [low: number, high: number]>> = {
  sigmoid: [0, 1],
  hardSigmoid: [0, 1],
  tanh: [-1, 1],
}

function statisticsOf(values: Float32Array): Pick<OutputValues, 'min' | 'max' | 'mean' | 'standardDeviation'> {
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const value of values) {
    min = Math.min(min, value)
    max = Math.max(max, value)
    sum += value
  }
  const mean = sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return { min, max, mean, standardDeviation: Math.sqrt(squares / values.length) }
}

function pictureOf(
  values: Float32Array,
  [height, width, channels]: readonly number[],
  [low, high]: readonly [number, number],
): Pick<OutputValues, 'picture'> {
  const isPicture = (channels === 1 || channels === 3) && height > 1 && width > 1
  if (!isPicture) return {}
  const data = new Uint8ClampedArray(4 * height * width)
  const scale = high > low ? 255 / (high - low) : 0
  for (let place = 0; place < height * width; place++) {
    for (let colour = 0; colour < 3; colour++)
      data[4 * place + colour] = (values[channels * place + (channels === 3 ? colour : 0)] - low) * scale
    data[4 * place + 3] = 255
  }
  return { picture: { image: { width, height, data }, low, high } }
}

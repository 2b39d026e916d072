import { dispose, tensor, tile } from '@tensorflow/tfjs-core'
import { findLogits } from '../logits'
import type { Network } from '../network'
import { inputTensor } from './explainPixels'

/** A layer's output for one image in plain numbers, and how the network goes on from it. */
export interface LayerReading {
  readonly height: number
  readonly width: number
  readonly channels: number
  activation(row: number, column: number, channel: number): number
  /** Of a class's logit, by central differences through the rest of the network. */
  gradient(row: number, column: number, channel: number): number
  /** The class's logit where one channel is silent. */
  logitWithout(channel: number): number
  readonly logit: number
}

/** The map that a naive implementation gives, place by place, row by row. */
export function naiveMap({ height, width }: LayerReading, at: (row: number, column: number) => number): number[] {
  return Array.from({ length: height * width }, (_, place) => at(Math.floor(place / width), place % width))
}

/** The sum over all places of a layer. */
export function sumOver({ height, width }: LayerReading, term: (row: number, column: number) => number): number {
  let sum = 0
  for (let row = 0; row < height; row++) for (let column = 0; column < width; column++) sum += term(row, column)
  return sum
}

/** The sum over all channels of a layer. */
export function sumOverChannels({ channels }: LayerReading, term: (channel: number) => number): number {
  let sum = 0
  for (let channel = 0; channel < channels; channel++) sum += term(channel)
  return sum
}

/** Reads a layer without the engine's backward pass, for naive implementations of explanations. */
export async function readLayer(
  network: Network,
  pixels: ArrayLike<number>,
  layer: string,
  classIndex: number,
): Promise<LayerReading> {
  const [inputName] = network.graph.inputs
  const { edge } = findLogits(network.graph)
  const image = inputTensor(network, pixels)
  const [output] = (await network.forward({ [inputName]: image }, new Set([layer]))).get(layer)!
  const [, height, width, channels] = output.shape as [number, number, number, number]
  const activations = (await output.data()) as Float32Array
  output.dispose()
  const logits = async (batch: Float32Array, count: number) => {
    const given = tensor(batch, [count, height, width, channels])
    const images = tile(image, [count, 1, 1, 1])
    const outputs = await network.forward({ [layer]: given, [inputName]: images }, new Set([edge.layer]))
    const [found] = outputs.get(edge.layer)!
    const values = await found.data()
    dispose([given, images, found])
    return Array.from({ length: count }, (_, i) => values[(i * values.length) / count + classIndex])
  }
  const size = activations.length
  const moved = new Float32Array(2 * size * size)
  for (let i = 0; i < size; i++)
    for (const [half, step] of [STEP, -STEP].entries()) {
      moved.set(activations, (2 * i + half) * size)
      moved[(2 * i + half) * size + i] += step
    }
  const found = await logits(moved, 2 * size)
  const silenced = new Float32Array((channels + 1) * size)
  for (let channel = 0; channel <= channels; channel++)
    silenced.set(
      activations.map((value, i) => (i % channels === channel ? 0 : value)),
      channel * size,
    )
  const without = await logits(silenced, channels + 1)
  image.dispose()
  const at = (row: number, column: number, channel: number) => (row * width + column) * channels + channel
  return {
    ...{ height, width, channels, logit: without[channels] },
    activation: (...place) => activations[at(...place)],
    gradient: (...place) => (found[2 * at(...place)] - found[2 * at(...place) + 1]) / (2 * STEP),
    logitWithout: channel => without[channel],
  }
}

const STEP = 0.01

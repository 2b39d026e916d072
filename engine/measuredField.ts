import { abs, dispose, div, max, maximum, reshape, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import { receptiveFields } from '../builder/receptiveField'
import { EngineError } from './engineError'
import type { Network } from './network'
import { paint } from './pictures/colorMap'
import type { FieldMap } from './requests'

/**
 * What does one place of a layer see? The field that follows from the windows, and how much each pixel matters there for
 * the image at hand: the gradient of the place's sum over all channels with respect to the input `name`, one of `inputs`.
 *
 * Needs   a layer with a map [1, height, width, channels]; a gradient
 * Output  absolute gradients, summed over the channels of the input, from 0 to the largest in viridis, as large as the
 *         network's input
 * Cost    one forward pass, and one backward pass from the layer down to the input
 * Source  Luo et al. 2016, Understanding the Effective Receptive Field in Deep Convolutional Neural Networks, §1,
 *         https://arxiv.org/abs/1701.04128
 */
export async function measuredField(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  name: string,
  layer: string,
  place: { readonly y: number; readonly x: number },
  signal?: AbortSignal,
): Promise<Omit<FieldMap, 'trained'>> {
  const seed = (output: Tensor) => onePlace(output, layer, place)
  const { activations, gradients } = await network.gradients(
    inputs,
    { layer, output: 0 },
    seed,
    new Set([name]),
    signal,
  )
  const [height, width] = inputs[name].shape.slice(1)
  const scaled = tidy(() => {
    const strength = sum(abs(gradients.get(name)![0]), 3)
    return reshape(div(strength, maximum(max(strength), SMALLEST)), [height, width])
  })
  dispose([...activations.values(), ...gradients.values()].flat())
  try {
    const intensity = (await scaled.data()) as Float32Array<ArrayBuffer>
    const box = theoreticalField(network, name, layer, place)
    const heat = paint(intensity, width, height)
    return { layer, input: name, ...place, height, width, ...(box ? { box } : {}), heat, intensity }
  } finally {
    scaled.dispose()
  }
}

/** The field in pixels of the network's input, beyond its border too; undefined where it is the whole image or not known. */
function theoreticalField(
  { graph }: Network,
  input: string,
  layer: string,
  place: { y: number; x: number },
): FieldMap['box'] {
  const field = receptiveFields(graph, input).get(layer)!
  const local = field.throughConvolutions ?? (field.global ? undefined : field)
  if (local === undefined) return undefined
  const [rows, columns] = ([0, 1] as const).map(axis => {
    const [size, stride, padding] = [local.size[axis], local.stride[axis], local.padding[axis]]
    if (size === null || stride === null || padding === null) return undefined
    const start = (axis === 0 ? place.y : place.x) * stride - padding
    return { start, end: start + size }
  })
  return rows && columns && { top: rows.start, left: columns.start, bottom: rows.end, right: columns.end }
}

function onePlace(output: Tensor, layer: string, { y, x }: { y: number; x: number }): Tensor {
  const [, height = 0, width = 0, channels = 0] = output.shape
  if (output.rank !== 4 || y >= height || x >= width) {
    const message = `${layer} has no place in row ${y} and column ${x}`
    throw new EngineError('not-explainable', message, 'Choose a place on one of its maps.')
  }
  const start = (y * width + x) * channels
  return tensor(
    Float32Array.from({ length: output.size }, (_, i) => Number(i >= start && i < start + channels)),
    output.shape,
  )
}

/** The smallest normal float32: what a map of zeros is divided by. */
const SMALLEST = 2 ** -126

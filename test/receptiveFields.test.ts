import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import type { Graph } from '../builder/graph'
import { type ReceptiveField, receptiveFields } from '../builder/receptiveField'
import { alexNet } from '../builder/zoo/alexNet'
import { cifarResNet } from '../builder/zoo/cifarResNet'
import { darknet19 } from '../builder/zoo/darknet19'
import { deepLabV1 } from '../builder/zoo/deepLabV1'
import { denseNet } from '../builder/zoo/denseNet'
import { googLeNet } from '../builder/zoo/googLeNet'
import { inceptionV3 } from '../builder/zoo/inceptionV3'
import { mobileNetV1 } from '../builder/zoo/mobileNetV1'
import { mobileNetV2 } from '../builder/zoo/mobileNetV2'
import { networkInNetwork } from '../builder/zoo/networkInNetwork'
import { resNet } from '../builder/zoo/resNet'
import { shuffleNetV2 } from '../builder/zoo/shuffleNetV2'
import { squeezeNet } from '../builder/zoo/squeezeNet'
import { vgg } from '../builder/zoo/vgg'
import { xception } from '../builder/zoo/xception'
import { useBackend } from '../engine/checks/backend'
import { graphOf } from '../engine/checks/build'
import { Network } from '../engine/network'
import { slotName, type WeightSlot, weightSlots } from '../engine/weights/slots'

beforeAll(() => useBackend('wasm'))

const networks = {
  alexNet: alexNet({ input: [131, 131, 3] }),
  cifarResNet: cifarResNet({ input: [64, 64, 3], depth: 20 }),
  darknet19: darknet19({ input: [112, 112, 3] }),
  deepLabV1: deepLabV1({ input: [113, 113, 3] }),
  denseNet: denseNet({ input: [112, 112, 3] }),
  googLeNet: googLeNet({ input: [112, 112, 3] }),
  inceptionV3: inceptionV3({ input: [107, 107, 3] }),
  mobileNetV1: mobileNetV1({ input: [112, 112, 3] }),
  mobileNetV2: mobileNetV2({ input: [112, 112, 3] }),
  networkInNetwork: networkInNetwork({ input: [64, 64, 3], dataset: 'cifar' }),
  resNet: resNet({ input: [112, 112, 3], depth: 18 }),
  shuffleNetV2: shuffleNetV2({ input: [112, 112, 3] }),
  squeezeNet: squeezeNet({ input: [112, 112, 3] }),
  vgg: vgg({ input: [80, 96, 3], depth: 16 }),
  xception: xception({ input: [112, 112, 3] }),
}

test.each(Object.entries(networks))(
  '%s: the gradient of one element reaches just the pixels of its receptive field',
  async (_name, model) => {
    const whole = averaged(graphOf(model))
    const { layer, field, size } = deepest(whole)
    const graph = until(whole, layer)
    const network = new Network(graph, new Map(weightSlots(graph).map(slot => [slotName(slot), positive(slot)])))
    const image = graph.layers.find(({ name }) => name === graph.inputs[0])!.outputShapes[0] as number[]
    const pixels = Float32Array.from({ length: image.reduce((a, b) => a * b, 1) }, (_, i) => 1e-3 * (1 + (i % 7) / 7))
    const given = tensor(pixels, [1, ...image])
    // The first element whose field begins in the image, and the next one along both axes.
    const first = [0, 1].map(axis => Math.ceil(field.padding[axis]! / field.stride[axis]!))
    const reached: number[][][] = []
    for (const step of [0, 1]) {
      const [row, column] = first.map(place => place + step)
      const seed = (output: Tensor) => oneElement(output, row, column)
      const target = { layer, output: 0 }
      const wanted = new Set([graph.inputs[0]])
      const found = await network.gradients({ [graph.inputs[0]]: given }, target, seed, wanted)
      const [gradient] = found.gradients.get(graph.inputs[0])!
      reached.push(support(gradient.dataSync() as Float32Array, image))
      dispose([...found.gradients.values(), ...found.activations.values()].flat())
    }
    given.dispose()
    network.dispose()
    const measured = {
      size: [0, 1].map(axis => reached[0][axis][1] - reached[0][axis][0] + 1),
      stride: [0, 1].map(axis => reached[1][axis][0] - reached[0][axis][0]),
      padding: [0, 1].map(axis => field.stride[axis]! * first[axis] - reached[0][axis][0]),
    }
    expect({ layer, ...measured }).toEqual({ layer, size, stride: field.stride, padding: field.padding })
  },
)

/** The same windows, but a mean passes its gradient to every element, a maximum to one only. */
function averaged(graph: Graph): Graph {
  const layers = graph.layers.map(layer => (layer.kind === 'maxPool2d' ? { ...layer, kind: 'avgPool2d' } : layer))
  return { ...graph, layers }
}

/** The part of a network that one layer rests on. */
function until(graph: Graph, name: string): Graph {
  const needed = new Set([name])
  for (const layer of graph.layers.toReversed())
    if (needed.has(layer.name)) for (const source of layer.inputs) needed.add(source.layer)
  const layers = graph.layers.filter(layer => needed.has(layer.name))
  return { ...graph, layers, outputs: [{ layer: name, output: 0 }] }
}

/** The last layer whose field is exact, and fits into the image for two elements one after the other. */
function deepest(graph: Graph): { layer: string; field: ReceptiveField; size: readonly number[] } {
  const image = graph.layers.find(({ name }) => name === graph.inputs[0])!.outputShapes[0] as number[]
  const fitting = [...receptiveFields(graph)].filter(([, field]) => {
    const known = [...field.size, ...field.stride, ...field.padding].every(number => number !== null)
    const room = (axis: number) => {
      const place = Math.ceil(field.padding[axis]! / field.stride[axis]!) + 1
      return place * field.stride[axis]! - field.padding[axis]! + field.size[axis]! <= image[axis]
    }
    return known && !field.global && field.status === 'exact' && room(0) && room(1)
  })
  const [layer, field] = fitting.at(-1)!
  expect(Math.min(...(field.size as readonly number[]))).toBeGreaterThan(20)
  return { layer, field, size: field.size as readonly number[] }
}

/** Kernels that take means: nothing cancels, and every activation is in its linear part. Normalisation changes nothing. */
function positive({ shape, weight }: WeightSlot): Float32Array {
  const size = shape.reduce((a, b) => a * b, 1)
  const fan = /depthwise/i.test(weight) ? shape[0] * shape[1] : size / shape[shape.length - 1]
  return new Float32Array(size).fill(shape.length > 1 ? 1 / fan : /bias|beta|mean/i.test(weight) ? 0 : 1)
}

function oneElement(output: Tensor, row: number, column: number): Tensor {
  const [, , width, channels] = output.shape as number[]
  const start = (row * width + column) * channels
  return tensor(new Float32Array(output.size).fill(1, start, start + channels), output.shape)
}

/** First and last row, and first and last column, where a gradient `[height, width, channels]` is not 0. */
function support(gradient: Float32Array, [, width, channels]: readonly number[]): number[][] {
  const ends = [
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ]
  for (const [i, value] of gradient.entries()) {
    if (value === 0) continue
    const pixel = Math.floor(i / channels)
    for (const [axis, place] of [Math.floor(pixel / width), pixel % width].entries())
      ends[axis] = [Math.min(ends[axis][0], place), Math.max(ends[axis][1], place)]
  }
  return ends
}

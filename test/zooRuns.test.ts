import { dispose, type Tensor, tensor } from '@tensorflow/tfjs-core'
import { beforeAll, expect, test } from 'vitest'
import { substitute } from '../builder/dimension'
import type { Graph } from '../builder/graph'
import type { Model } from '../builder/model'
import type { Shape } from '../builder/shape'
import { zoo } from '../builder/zoo/index'
import { useBackend } from '../engine/checks/backend'
import { graphOf } from '../engine/checks/build'
import { Network } from '../engine/network'
import { randomNumbers } from '../engine/weights/randomNumbers'
import { slotName, type WeightSlot, weightSlots } from '../engine/weights/slots'

/**
 * Options of every network, and of its variants with layers of their own: small images and few classes where the network
 * takes them. A network that is not here is run as it is.
 */
const variants: Readonly<Record<string, readonly object[]>> = {
  alexNet: [
    { input: [67, 67, 3], version: 'original' },
    { input: [67, 67, 3], version: 'oneTower' },
  ],
  cbamResNet: [{ input: [64, 64, 3], depth: 18 }, { input: [64, 64, 3] }],
  cifarDenseNet: [{ depth: 22 }],
  cifarResNet: [{ depth: 20 }],
  condenseNet: [{ input: [64, 64, 3] }, { input: [64, 64, 3], form: 'training' }],
  darknet19: [{ input: [64, 64, 3] }],
  deconvNet: [{ input: [224, 224, 3] }],
  deepLabV1: [{ input: [65, 65, 3] }, { input: [33, 33, 3], crf: true }],
  deepLabV2: [
    { input: [65, 65, 3], backbone: 'vgg16' },
    { input: [33, 33, 3], crf: true },
  ],
  deepLabV3: [
    { input: [65, 65, 3], depth: 50, outputStride: 16 },
    { input: [65, 65, 3], depth: 50, outputStride: 8 },
  ],
  deepLabV3Plus: [{ input: [65, 65, 3], depth: 50 }],
  denseNet: [{ input: [64, 64, 3] }],
  fasterRcnn: [{ input: [96, 128, 3] }, { input: [128, 128, 3], backbone: 'resNet50Fpn' }],
  fastRcnn: [{ input: [96, 128, 3] }],
  fcn: [{ input: [32, 48, 3], stride: 8 }],
  fcnResNet: [{ input: [64, 64, 3], depth: 50, auxiliary: true }],
  googLeNet: [
    { input: [128, 128, 3], auxiliary: true },
    { input: [64, 64, 3], version: 'batchNorm' },
  ],
  inceptionResNet: [
    { input: [107, 107, 3], version: 1 },
    { input: [107, 107, 3], version: 2 },
  ],
  inceptionV2: [{ input: [64, 64, 3] }],
  inceptionV3: [{ auxiliary: true }],
  inceptionV4: [{ input: [107, 107, 3] }],
  mobileNetV1: [{ input: [64, 64, 3], width: 0.5 }],
  mobileNetV2: [{ input: [64, 64, 3] }],
  mobileNetV3: [
    { input: [64, 64, 3], size: 'large' },
    { input: [64, 64, 3], size: 'small' },
  ],
  networkInNetwork: [{ dataset: 'cifar' }, { input: [99, 99, 3], dataset: 'imageNet' }],
  preactivationResNet: [{ input: [64, 64, 3], depth: 18 }, { input: [64, 64, 3] }],
  pspNet: [{ input: [49, 49, 3], depth: 50, auxiliary: true }],
  resNet: [
    { input: [64, 64, 3], depth: 18 },
    { input: [64, 64, 3], version: 1, useBias: true },
  ],
  resNeXt: [{ input: [64, 64, 3] }],
  segNet: [{ input: [64, 96, 3] }],
  seResNet: [{ input: [64, 64, 3] }, { input: [64, 64, 3], cardinality: 32, groupWidth: 4 }],
  shiftNet: [{ input: [64, 64, 3] }],
  shuffleNet: [
    { input: [64, 64, 3], groups: 1 },
    { input: [64, 64, 3], groups: 8 },
  ],
  shuffleNetV2: [{ input: [64, 64, 3] }],
  siamese: [{ input: [81, 81, 1] }],
  skNet: [{ input: [64, 64, 3] }],
  squeezeNet: [
    { input: [64, 64, 3], version: '1.0' },
    { input: [64, 64, 3], version: '1.1' },
  ],
  ssd: [{ size: 300 }],
  uNet: [
    { input: [188, 188, 1], filters: 8 },
    { input: [64, 64, 3], padding: 'same', batchNorm: true, filters: 8 },
  ],
  vgg: [{ input: [32, 48, 3], batchNorm: true }],
  wideResNet: [{ depth: 16, widen: 2 }],
  xception: [{ input: [71, 71, 3] }],
  yoloV1: [{ input: [64, 64, 3], grid: 3 }],
  yoloV2: [{ input: [64, 64, 3] }],
  yoloV3: [{ input: [64, 64, 3] }, { input: [64, 64, 3], tiny: true }],
  zfNet: [{ input: [67, 67, 3] }],
}

/** How many boxes are given where a network leaves it open, by the names of its sizes. */
const BOXES = { boxes: 3, boxes2: 1, boxes3: 2, boxes4: 3, boxes5: 4 }

beforeAll(() => useBackend('wasm'))

const runs = Object.entries(zoo).flatMap(([name, { make }]) =>
  (variants[name] ?? [{}]).map(options => ({
    title: `${name} ${JSON.stringify(options)}`,
    make: () => (make as (options?: object) => Model)(options),
  })),
)

test('the variants are of networks of the zoo', () => {
  expect(Object.keys(zoo)).toEqual(expect.arrayContaining(Object.keys(variants)))
})

// One at a time: the largest networks hold half a gigabyte of weights.
test.each(runs)('every layer of $title gives the shape that the analysis says', async ({ make }) => {
  const graph = graphOf(make())
  const inputs = Object.fromEntries(graph.inputs.map(name => [name, randomInput(graph, name)]))
  const network = new Network(graph, randomWeights(graph))
  try {
    const outputs = await network.forward(inputs, new Set(graph.layers.map(({ name }) => name)))
    try {
      for (const { name, outputShapes } of graph.layers) {
        const shapes = outputs.get(name)!.map(({ shape }) => shape)
        expect([name, ...shapes]).toEqual([name, ...outputShapes.map(shape => [1, ...sized(shape)])])
      }
      for (const { layer, output } of graph.outputs) {
        const values = outputs.get(layer)![output].dataSync()
        expect(values.every(Number.isFinite)).toBe(true)
        expect(values.some(value => value !== 0)).toBe(true)
      }
    } finally {
      dispose([...outputs.values()].flat())
    }
  } finally {
    dispose(inputs)
    network.dispose()
  }
})

function sized(shape: Shape): number[] {
  return shape.map(size => substitute(size, BOXES) as number)
}

/** Uniform numbers of like size as He's, out of one short row of them: some networks have a hundred million weights. */
function randomWeights(graph: Graph): Map<string, Float32Array> {
  return new Map(weightSlots(graph).map(slot => [slotName(slot), slotWeights(slot)]))
}

const next = randomNumbers('weights')
const row = Float32Array.from({ length: 10_007 }, () => next() - 0.5)

function slotWeights({ shape, weight }: WeightSlot): Float32Array {
  const size = shape.reduce((a, b) => a * b, 1)
  const fan = size / shape[shape.length - 1]
  // Scales and variances near 1: deep networks neither fade nor overflow.
  const [centre, width] = shape.length > 1 ? [0, Math.sqrt(24 / fan)] : [/bias|beta|mean/i.test(weight) ? 0 : 1, 0.2]
  const values = Float32Array.from(row.subarray(0, size), value => centre + width * value)
  const all = new Float32Array(size)
  for (let filled = 0; filled < size; filled += row.length) all.set(values.subarray(0, size - filled), filled)
  return all
}

/** Pixels from 0 to 1; boxes of an image of 64 pixels, top, left, bottom, right. */
function randomInput(graph: Graph, name: string): Tensor {
  const shape = sized(graph.layers.find(layer => layer.name === name)!.outputShapes[0])
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next)
  const isBoxes = shape.length === 2
  return tensor(isBoxes ? values.map((value, i) => 32 * (value + (i % 4 < 2 ? 0 : 1))) : values, [1, ...shape])
}

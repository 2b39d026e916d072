import { memory, tensor } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelInfo } from '../../builder/graph'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { fasterRcnn } from '../../builder/zoo/fasterRcnn'
import { zoo } from '../../builder/zoo/index'
import { useBackend, wasmPath } from '../checks/backend'
import { build, graphOf } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels, inputTensor } from '../checks/explainPixels'
import { occlusion } from '../explain/occlusion'
import { saliency } from '../explain/saliency'
import type { Network } from '../network'
import { predict } from '../prediction'
import type { BoxesReading, EngineProgress, EngineReply, EngineRequest } from '../requests'
import { Session } from '../session'
import { boxesProblem } from './boxesProblem'
import { suppliedRegions } from './suppliedRegions'

beforeAll(() => useBackend('wasm'))

describe('a Faster R-CNN worked out by hand', () => {
  // The map is the mean brightness of 8×8 pixels. A region is proposed where it is bright; the head says class 2 the surer, the
  // brighter it is there, and moves the box a quarter of its width to the right.
  const image = input(32, 32, 1)
  const boxes = input('regions', 4)
  const map = image.avgPool2d(8)
  const regions = map.roiAlign(boxes, { poolSize: 1, spatialScale: 1 / 8, samplingRatio: 1 }).reshape([-1, 1])
  const outputs = [map.conv2d(1, 1), map.conv2d(4, 1), regions.dense(3), regions.dense(12)]
  const info: ModelInfo = {
    task: 'detection',
    labels: ['background', 'moon', 'lamp'],
    boxes: { decoder: 'fasterRcnn', maps: [{ stride: 8, anchors: [[8, 8]] }], variances: [0.5, 0.5] },
  }
  const made = model('hand', [image, boxes], outputs, info)
  const pixels = new Float32Array(32 * 32)
  for (let y = 8; y < 16; y++) pixels.fill(1, 32 * y + 16, 32 * y + 24)
  let network: Network

  beforeAll(() => {
    network = build(made, {
      'conv2d_1/kernel': new Float32Array([10]),
      'conv2d_2/kernel': new Float32Array(4),
      'dense_1/kernel': new Float32Array([0, 0, 6]),
      'dense_2/kernel': Float32Array.from({ length: 12 }, (_, i) => (i === 8 ? 0.5 : 0)),
    })
  })
  afterAll(() => network.dispose())

  test('finds the lamp where it stands, and leaves no tensor behind', async () => {
    const before = memory().numTensors
    const value = inputTensor(network, pixels)
    const supplied = await suppliedRegions(network, { input_1: value })
    expect([...supplied.input_2.dataSync().slice(0, 4)]).toEqual([8, 16, 16, 24])
    expect(supplied.input_2.shape).toEqual([1, 16, 4])
    const { reading } = await predict(network, { input_1: value, ...supplied })
    const [best] = (reading as BoxesReading).boxes
    expect(best).toMatchObject({ label: 'lamp', output: 2, element: 2 })
    expect(best.score).toBeCloseTo(Math.exp(6) / (Math.exp(6) + 2), 5)
    const { top, left, bottom, right } = best.box
    expectClose([top, left, bottom, right], [8 / 32, 18 / 32, 16 / 32, 26 / 32], 1e-5)
    for (const one of [value, ...Object.values(supplied)]) one.dispose()
    expect(memory().numTensors).toBe(before)
  })

  test('a box is explained by the pixels below its region, by gradients and by batches of hidden windows', async () => {
    const others = { input_2: tensor([8, 16, 16, 24], [1, 1, 4]) }
    const target = { kind: 'element', output: 2, element: 2 } as const
    for (const method of [saliency, occlusion]) {
      const { map } = await explainPixels(method, network, pixels, target, { others })
      const outside = map.filter((_, i) => i % 32 < 12 || i % 32 > 27 || i < 4 * 32 || i >= 20 * 32)
      expect(outside.every(value => value === 0)).toBe(true)
      expect(map[12 * 32 + 20]).toBeGreaterThan(0)
    }
    others.input_2.dispose()
  })

  test('a session proposes the regions of every image by itself', async () => {
    const sent: (EngineReply | EngineProgress)[] = []
    const session = new Session(message => sent.push(message))
    const ask = async (request: EngineRequest) => {
      await session.receive(request)
      return sent.at(-1)
    }
    const data = new Uint8ClampedArray(4 * 32 * 32).map((_, i) => (i * 37) % 256)
    await ask({ kind: 'start', requestId: 1, backend: 'wasm', wasmPath })
    expect(await ask({ kind: 'load', requestId: 2, graph: graphOf(made), seed: 1 })).toMatchObject({
      result: { explanations: expect.arrayContaining([expect.objectContaining({ name: 'occlusion' })]) },
    })
    const loaded = memory().numTensors
    const prediction = await ask({
      ...{ kind: 'predict', requestId: 3, imageId: 'a', image: { width: 32, height: 32, data } },
    })
    expect(prediction).toMatchObject({
      kind: 'predict',
      result: { reading: { kind: 'boxes' }, fed: [{ kind: 'image' }, { kind: 'regions' }] },
    })
    const activations = await ask({ kind: 'activations', requestId: 4, imageId: 'a', layer: 'reshape_1' })
    expect(activations).toMatchObject({ kind: 'activations', result: { layer: 'reshape_1' } })
    const target = { kind: 'element', output: 2, element: 1 } as const
    const explained = await ask({ kind: 'explain', requestId: 5, imageId: 'a', method: 'saliency', target })
    expect(explained).toMatchObject({ kind: 'explain', result: { empty: false } })
    await ask({ kind: 'load', requestId: 6, graph: graphOf(made), seed: 1 })
    expect(memory().numTensors).toBe(loaded)
  })

  test('where nothing is large enough to be a region, the whole image is one', async () => {
    const flat = new Float32Array(32 * 32)
    const none = build(made, {
      'conv2d_2/kernel': new Float32Array(4),
      'conv2d_2/bias': new Float32Array([0, 0, -99, 0]),
    })
    const value = inputTensor(none, flat)
    const { input_2: only } = await suppliedRegions(none, { input_1: value })
    expect([...only.dataSync()]).toEqual([0, 0, 32, 32])
    only.dispose()
    value.dispose()
    none.dispose()
  })

  test.each([
    [
      'a map too many',
      {
        maps: [
          { stride: 8, anchors: [[8, 8]] },
          { stride: 4, anchors: [] },
        ],
      },
      /2 maps, so there must be 6 outputs/,
    ],
    [
      'an anchor too many',
      {
        maps: [
          {
            stride: 8,
            anchors: [
              [8, 8],
              [4, 4],
            ],
          },
        ],
      },
      /2 anchors, map 0 must give 2 or 4 scores and 8 offsets/,
    ],
    ['no maps', {}, /lacks what fasterRcnn needs/],
    ['words', { maps: [{ stride: 'a', anchors: [[8, 8]] }] }, /lacks what fasterRcnn needs/],
  ])('%s is told', (_, boxes, problem) => {
    expect(boxesProblem({ ...graphOf(made), info: { boxes: { decoder: 'fasterRcnn', ...boxes } as never } })).toMatch(
      problem,
    )
  })
})

test('a feature pyramid’s levels get the regions that are as large as theirs', async () => {
  const { graph } = fasterRcnn({ backbone: 'resNet50Fpn', input: [256, 256, 3] })
  const outputs = graph.outputs.slice(0, 10)
  const shapes = outputs.map(
    ({ layer, output }) => graph.layers.find(({ name }) => name === layer)!.outputShapes[output],
  )
  // The surest anchor of each level, and nothing moved.
  const given = shapes.map(shape => {
    const values = new Float32Array(shape.reduce((a, b) => (a as number) * (b as number), 1) as number).fill(-1)
    if (shape[2] === 3) values[Math.floor((shape[0] as number) / 2) * (shape[1] as number) * 3 + 1] = 5
    else values.fill(0)
    return tensor(values, [1, ...(shape as number[])])
  })
  const network = {
    graph,
    forward: async () => new Map(outputs.map(({ layer }, index) => [layer, [given[index]]])),
  } as unknown as Network
  const value = tensor(new Float32Array(256 * 256 * 3), [1, 256, 256, 3])
  const supplied = await suppliedRegions(network, { [graph.inputs[0]]: value })
  expect(Object.keys(supplied)).toEqual(graph.inputs.slice(1))
  expect(Object.values(supplied)[0].shape[1]).toBeGreaterThan(10)
  for (const [level, regions] of Object.values(supplied).entries())
    for (let index = 0; index < regions.shape[1]!; index++) {
      const [top, left, bottom, right] = regions.dataSync().slice(4 * index)
      const side = Math.sqrt((bottom - top) * (right - left))
      const [least, most] = [
        [0, 112],
        [112, 224],
        [224, 448],
        [448, 1e9],
      ][level]
      const isWholeImage = right - left === 256 && bottom - top === 256
      if (!isWholeImage) expect(side >= least && side < most).toBe(true)
    }
})

test.each(Object.keys(zoo))(
  '%s tells how its boxes are read, if it is a detector that finds its regions itself',
  name => {
    const { graph } = zoo[name].make()
    if (graph.info.task !== 'detection' || name === 'fastRcnn') expect(graph.info.boxes).toBeUndefined()
    else expect(boxesProblem(graph)).toBeUndefined()
  },
)

import { tensor } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ModelInfo } from '../../builder/graph'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import type { Tensor } from '../../builder/tensor'
import detector from '../../examples/detection/ssd'
import segmenter from '../../examples/segmentation/uNet'
import { loadExample } from '../../scripts/train/loadExample'
import { makeScene, pixelClasses, SCENE_SIZE } from '../../scripts/train/scenes'
import { useBackend } from '../checks/backend'
import { graphOf } from '../checks/build'
import { intersectionOverUnion } from '../detection/intersectionOverUnion'
import { nonMaximumSuppression } from '../detection/nonMaximumSuppression'
import { imageTensor } from '../image'
import { predict } from '../prediction'
import type { BoxesReading, MaskReading } from '../requests'
import { readBoxes } from './readBoxes'
import { readingsOf } from './readingsOf'
import { readMask } from './readMask'
import { readValues } from './readValues'

beforeAll(() => useBackend('wasm'))

const image = input(4, 6, 3)
const vector = image.globalAveragePool2d()
const graph = (output: Tensor | Tensor[], info: ModelInfo = {}) => graphOf(model('net', image, output, info))
const scenes = [0, 1, 2, 3, 4, 5, 6, 7].map(number => makeScene(`held out ${number}`))

describe('how an output is read', () => {
  const map = image.conv2d(5, 1)
  test.each([
    ['softmax behind a dense layer', graph(vector.dense(5).softmax()), 'classes'],
    ['logits', graph(vector.dense(5)), 'classes'],
    ['one sigmoid', graph(vector.dense(1).sigmoid()), 'classes'],
    ['one number', graph(vector.dense(1)), 'values'],
    ['a softmax at every place', graph(map.softmax()), 'mask'],
    ['a map with a label a channel', graph(map, { labels: ['a', 'b', 'c', 'd', 'e'] }), 'mask'],
    ['a map that may be anything', graph(map), 'values'],
    ['a map of a single place', graph(image.avgPool2d([4, 6]).conv2d(5, 1).softmax()), 'classes'],
    ['a picture', graph(image.conv2d(3, 1).sigmoid()), 'values'],
    ['what the model calls a mask', graph(image.conv2d(1, 1).sigmoid(), { task: 'segmentation' }), 'mask'],
    ['a map that the model calls a classification', graph(map.softmax(), { task: 'classification' }), 'classes'],
    ['boxes that nobody can read', graph(map, { task: 'detection' }), 'values'],
  ])('%s', (_name, made, natural) => {
    expect(readingsOf(made).natural).toBe(natural)
    expect(readingsOf(made).readings).toContain(natural)
  })

  test('what a detector lacks is told', () => {
    expect(readingsOf(graph(map, { task: 'detection' })).reason).toMatch(/add the option boxes/)
    const anchors = [[[0.5, 0.5]]] as const
    const wrong = readingsOf(graph(map, { boxes: { decoder: 'yoloV3', anchors } }))
    expect(wrong).toMatchObject({ natural: 'values', reason: expect.stringContaining('1·(5 + classes) channels') })
    expect(readingsOf(graph(image.conv2d(7, 1), { boxes: { decoder: 'yoloV3', anchors } })).natural).toBe('boxes')
  })

  test.each([
    ['no object', 3],
    ['another decoder', { decoder: 'toString' }],
    ['no maps', { decoder: 'ssd' }],
    ['maps of words', { decoder: 'ssd', maps: ['a'] }],
    ['no anchors', { decoder: 'yoloV2', anchors: 7 }],
  ])('%s in the place of a description throws nothing', (_name, boxes) => {
    const info = { task: 'detection', boxes } as unknown as ModelInfo
    expect(readingsOf(graph(map, info))).toMatchObject({ natural: 'values', reason: expect.any(String) })
  })
})

describe('a mask', () => {
  test('is the likeliest class of every place, and the mean of how sure it is', async () => {
    const made = graph(image.conv2d(3, 1).softmax(), { labels: ['sky', 'tree', 'road'] })
    const values = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.3, 0.6, 0.1, 0.25, 0.25, 0.5]
    const mask = await readMask(made, tensor(values, [1, 2, 2, 3]))
    expect([...mask.places]).toEqual([0, 1, 1, 2])
    expect(mask.confidence).toBeCloseTo((0.7 + 0.8 + 0.6 + 0.5) / 4, 6)
    expect(mask.classes.map(({ label, count }) => [label, count])).toEqual([
      ['sky', 1],
      ['tree', 2],
      ['road', 1],
    ])
    expect(mask.classes[1].confidence).toBeCloseTo(0.7, 6)
  })

  test('of logits has the softmax that the network leaves out', async () => {
    const made = graph(image.conv2d(2, 1), { task: 'segmentation' })
    const mask = await readMask(made, tensor([0, Math.log(3), 0, 0], [1, 1, 2, 2]))
    expect(mask.classes[1]).toMatchObject({ count: 1, confidence: expect.closeTo(0.75, 6) })
  })

  test('of one channel is there from one half on', async () => {
    const made = graph(image.conv2d(1, 1).sigmoid(), { task: 'segmentation', labels: ['ground', 'cell'] })
    const mask = await readMask(made, tensor([0.9, 0.5, 0.2], [1, 1, 3, 1]))
    expect(mask.classes.map(({ label, count }) => [label, count])).toEqual([
      ['cell', 2],
      ['ground', 1],
    ])
    expect([...mask.places]).toEqual([0, 0, 1])
    expect(mask.classes[1].confidence).toBeCloseTo(0.8, 6)
    expect(mask.classes[1].class).toBeUndefined()
  })

  test('of the trained U-Net lies on the shapes of scenes that it has never seen', async () => {
    const { network } = loadExample('segmentation', segmenter)
    const [both, either] = [new Array<number>(6).fill(0), new Array<number>(6).fill(0)]
    for (const scene of scenes) {
      const pixels = imageTensor(scene.image, [64, 64, 3], network.graph.info.preprocessing)
      const { reading } = await predict(network, { input_1: pixels })
      const { places, classes } = reading as MaskReading
      for (const [pixel, right] of pixelClasses(scene).entries()) {
        const answer = classes[places[pixel]].class!
        for (const one of new Set([right, answer])) either[one]++
        if (right === answer) both[right]++
      }
    }
    network.dispose()
    expect(Math.min(...both.map((count, one) => count / either[one]))).toBeGreaterThan(0.75)
  })
})

describe('boxes', () => {
  test('of the trained SSD are those of scenes that it has never seen, and name the numbers behind them', async () => {
    const { network } = loadExample('detection', detector)
    let [found, objects, shown] = [0, 0, 0]
    for (const scene of scenes) {
      const pixels = imageTensor(scene.image, [64, 64, 3], network.graph.info.preprocessing)
      const { reading } = await predict(network, { input_1: pixels })
      const { boxes } = reading as BoxesReading
      const kept = nonMaximumSuppression(boxes, { scoreThreshold: 0.5, overlapThreshold: 0.45 })
      shown += kept.length
      for (const object of scene.objects) {
        objects++
        const [top, left, bottom, right] = Object.values(object.box).map(side => side / SCENE_SIZE)
        const of = kept.find(one => one.class === 1 + object.class)
        if (of && intersectionOverUnion(of.box, { top, left, bottom, right }) > 0.5) found++
      }
      const [best] = kept
      const { layer } = network.graph.outputs[best.output]
      const outputs = await network.forward({ input_1: pixels }, new Set([layer]))
      expect(outputs.get(layer)![0].dataSync()[best.element]).toBeCloseTo(best.score, 6)
    }
    network.dispose()
    expect(found / objects).toBeGreaterThan(0.9)
    expect(found / shown).toBeGreaterThan(0.9)
  })

  test('of YOLO name the class of their place and anchor', async () => {
    const anchors = [
      [
        [0.5, 0.25],
        [0.2, 0.4],
      ],
    ] as const
    const made = graph(image.conv2d(2 * 8, 1), { boxes: { decoder: 'yoloV3', anchors }, labels: ['a', 'b', 'c'] })
    const values = new Float32Array(4 * 6 * 16).fill(-20)
    // Row 2, column 5, second anchor: an object, its class c, in the middle of the place and as large as the anchor.
    const start = ((2 * 6 + 5) * 2 + 1) * 8
    values.set([0, 0, 0, 0, 20, -20, -20, 20], start)
    const boxes = await readBoxes(made, [tensor(values, [1, 4, 6, 16])], { size: [4, 6], regions: [] })
    expect(boxes.length).toBe(1)
    expect(boxes[0]).toMatchObject({ class: 2, label: 'c', output: 0, element: start + 7, score: expect.closeTo(1, 6) })
    const { top, left, bottom, right } = boxes[0].box
    const expected = [2.5 / 4 - 0.1, 5.5 / 6 - 0.2, 2.5 / 4 + 0.1, 5.5 / 6 + 0.2]
    expect([top, left, bottom, right]).toEqual(expected.map(side => expect.closeTo(side, 6)))
  })
})

describe('values', () => {
  test('are told by their statistics', async () => {
    const made = graph([vector.dense(1), vector.dense(4)])
    const [first, second] = await readValues(made, [tensor([7], [1, 1]), tensor([1, 2, 3, 6], [1, 4])])
    expect(first).toMatchObject({ layer: 'dense_1', shape: [1], min: 7, max: 7, mean: 7, standardDeviation: 0 })
    expect(second).toMatchObject({ min: 1, max: 6, mean: 3, standardDeviation: expect.closeTo(Math.sqrt(14 / 4), 6) })
    expect(second.picture).toBeUndefined()
  })

  test('of three channels behind a tanh are a picture from −1 to 1', async () => {
    const made = graph(image.conv2d(3, 1).tanh())
    const [{ picture }] = await readValues(made, [tensor([-1, 0, 1, 0, 0, 0, 1, 1, 1, -1, -1, -1], [1, 2, 2, 3])])
    expect(picture).toMatchObject({ low: -1, high: 1 })
    expect([...picture!.image.data.slice(0, 8)]).toEqual([0, 128, 255, 255, 128, 128, 128, 255])
  })

  test('of one channel without a range of its own are a picture from the lowest to the highest', async () => {
    const [{ picture }] = await readValues(graph(image.conv2d(1, 1)), [tensor([3, 3, 5, 7], [1, 2, 2, 1])])
    expect(picture).toMatchObject({ low: 3, high: 7 })
    expect([...picture!.image.data].filter((_, index) => index % 4 === 0)).toEqual([0, 0, 128, 255])
  })
})

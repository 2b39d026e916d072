import { dispose, memory } from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { inputTensor } from '../checks/explainPixels'
import type { Network } from '../network'
import type { Target } from '../requests'
import { randomNumbers } from '../weights/randomNumbers'
import { inputGradient } from './inputGradient'
import { readScores, scoreOf } from './score'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('targets')
const pixels = Float32Array.from({ length: 8 * 6 * 2 }, () => next())

/** A segmentation network: [4, 3] places, three classes. */
const image = input(8, 6, 2)
const maps = image.conv2d(4, 3, { padding: 'same', strides: 2 }).tanh().conv2d(3, 3, { padding: 'same' })
const segmenter = () => build(model('segmenter', image, maps.softmax(), { labels: ['sky', 'road', 'tree'] }))

/** A detector: offsets and scores of twelve boxes, each for three classes. */
const detector = () => {
  const shared = image.conv2d(4, 3, { padding: 'same', strides: 2 }).tanh()
  const offsets = shared.conv2d(4, 3, { padding: 'same' }).reshape([12, 4])
  const scores = shared.conv2d(3, 3, { padding: 'same' }).reshape([12, 3])
  return build(model('detector', image, [offsets, scores.softmax()]))
}

async function gradient(network: Network, target: Target): Promise<number[]> {
  const value = inputTensor(network, pixels)
  try {
    const question = {
      network,
      inputName: network.graph.inputs[0],
      input: value,
      others: {},
      score: scoreOf(network.graph, target),
    }
    const found = await inputGradient({ ...question, layer: '', options: {}, progress: () => {} })
    const numbers = [...(await found.data())]
    found.dispose()
    return numbers
  } finally {
    value.dispose()
  }
}

/** The numbers before the softmax, or behind it. */
async function output(network: Network, layer: string, given: ArrayLike<number> = pixels): Promise<Float32Array> {
  const value = inputTensor(network, given)
  const outputs = await network.forward({ [network.graph.inputs[0]]: value }, new Set([layer]))
  const numbers = (await outputs.get(layer)![0].data()) as Float32Array
  dispose([value, ...[...outputs.values()].flat()])
  return numbers
}

/** By central differences of any number that a layer's output yields. */
async function numerical(network: Network, layer: string, read: (output: Float32Array) => number): Promise<number[]> {
  const slopes: number[] = []
  for (let i = 0; i < pixels.length; i++) {
    const moved = [1e-2, -1e-2].map(step => pixels.map((value, j) => (i === j ? value + step : value)))
    const [above, below] = [await output(network, layer, moved[0]), await output(network, layer, moved[1])]
    slopes.push((read(above) - read(below)) / 2e-2)
  }
  return slopes
}

const region = (index: number, ...places: number[]): Target => {
  const mask = new Uint8Array(12)
  for (const place of places) mask[place] = 1
  return { kind: 'region', class: index, mask, width: 3, height: 4 }
}

const plus = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value + b[i])

describe('a region of a segmentation', () => {
  test('is the sum of its class’s logits there', async () => {
    const network = segmenter()
    expectClose(
      await gradient(network, region(1, 0, 4, 5)),
      await numerical(network, 'conv2d_2', logits => logits[1] + logits[4 * 3 + 1] + logits[5 * 3 + 1]),
      2e-3,
    )
  })

  test('adds up: two parts to the whole, all places to the mean of the class times their number', async () => {
    const network = segmenter()
    const parts = plus(await gradient(network, region(2, 0, 1, 2)), await gradient(network, region(2, 3, 7, 11)))
    expectClose(await gradient(network, region(2, 0, 1, 2, 3, 7, 11)), parts, 1e-5)
    const everywhere = await gradient(network, region(2, ...Array(12).keys()))
    const mean = await gradient(network, { kind: 'class', class: 2 })
    expectClose(
      everywhere,
      mean.map(value => 12 * value),
      1e-5,
    )
  })

  test('may be drawn finer than the map is: what counts is the pixel at the centre of a place', async () => {
    const network = segmenter()
    const mask = new Uint8Array(16 * 12)
    // Rows 8…11 and columns 4…7 are the place in row 2 and column 1.
    for (let y = 8; y < 12; y++) mask.fill(1, y * 12 + 4, y * 12 + 8)
    const fine = await gradient(network, { kind: 'region', class: 0, mask, width: 12, height: 16 })
    expectClose(fine, await gradient(network, region(0, 7)), 1e-6)
  })
})

describe('a number of any output', () => {
  test('is a box’s score for a class, before the softmax', async () => {
    const network = detector()
    const target = { kind: 'element', output: 1, element: 7 * 3 + 2 } as const
    const slopes = await numerical(network, 'conv2d_3', scores => scores[7 * 3 + 2])
    expectClose(await gradient(network, target), slopes, 2e-3)
  })

  test('of a class’s boxes add up to the region of those places', async () => {
    const network = segmenter()
    const one = await gradient(network, { kind: 'element', output: 0, element: 2 * 3 + 1 })
    const other = await gradient(network, { kind: 'element', output: 0, element: 9 * 3 + 1 })
    expectClose(plus(one, other), await gradient(network, region(1, 2, 9)), 1e-5)
  })

  test('is told before and behind the activation', async () => {
    const network = detector()
    const score = scoreOf(network.graph, { kind: 'element', output: 1, element: 5 })
    const value = inputTensor(network, pixels)
    const found = await network.forward({ input_1: value }, new Set([score.edge.layer, score.output.layer]))
    const [logit, probability] = [score.edge, score.output].map(({ layer }) => readScores(score, found.get(layer)![0]))
    expect((await logit.data())[0]).toBeCloseTo((await output(network, 'conv2d_3'))[5], 5)
    expect((await probability.data())[0]).toBeCloseTo((await output(network, 'softmax_1'))[5], 5)
    dispose([value, logit, probability, ...[...found.values()].flat()])
  })
})

describe('a channel of a layer', () => {
  test('is its sum over all places', async () => {
    const network = segmenter()
    const slopes = await numerical(network, 'tanh_1', maps =>
      maps.reduce((sum, v, i) => sum + (i % 4 === 3 ? v : 0), 0),
    )
    expectClose(
      await gradient(network, { kind: 'channel', layer: 'tanh_1', channel: 3, at: 'everywhere' }),
      slopes,
      2e-3,
    )
  })

  test('is its largest value', async () => {
    const network = segmenter()
    const slopes = await numerical(network, 'tanh_1', maps => Math.max(...maps.filter((_, i) => i % 4 === 1)))
    expectClose(
      await gradient(network, { kind: 'channel', layer: 'tanh_1', channel: 1, at: 'strongest' }),
      slopes,
      2e-3,
    )
  })
})

test('a target is called as whoever asks has it, else by the network’s labels or its place', () => {
  const { graph } = segmenter()
  const label = (target: Target) => scoreOf(graph, target).label
  expect(label({ kind: 'class', class: 1 })).toBe('road')
  expect(label(region(2, 0))).toBe('tree')
  expect(label({ ...region(2, 0), label: 'tree in the corner' })).toBe('tree in the corner')
  expect(label({ kind: 'element', output: 0, element: 4 })).toBe('number 4 of softmax_1')
  expect(label({ kind: 'element', output: 0, element: 4, label: 'box 1' })).toBe('box 1')
  expect(label({ kind: 'channel', layer: 'tanh_1', channel: 3, at: 'everywhere' })).toBe('channel 3 of tanh_1')
})

test.each<[string, Target, string]>([
  ['no such class', { kind: 'class', class: 3 }, 'there is no class 3; the network tells 3 classes apart'],
  ['no such class in a region', region(9, 0), 'there is no class 9'],
  ['an empty region', region(0), 'the region meets none of the 4×3 places'],
  ['a torn region', { ...region(0), width: 5 } as Target, 'the region says 5×4 places but has 12'],
  ['no such output', { kind: 'element', output: 2, element: 0 }, 'segmenter has 1 outputs, and no output 2'],
  ['no such number', { kind: 'element', output: 0, element: 36 }, 'its output has 36 numbers, and none at 36'],
  ['no such layer', { kind: 'channel', layer: 'nowhere', channel: 0, at: 'everywhere' }, 'no layer nowhere'],
  ['no such channel', { kind: 'channel', layer: 'tanh_1', channel: 4, at: 'everywhere' }, 'no channel 4'],
])('%s is refused', async (_, target, message) => {
  const network = segmenter()
  const before = memory().numTensors
  await expect((async () => gradient(network, target))()).rejects.toThrow(message)
  expect(memory().numTensors).toBe(before)
})

test('a region of a network without places is refused', async () => {
  const network = build(model('m', image, image.flatten().dense(3)))
  await expect(gradient(network, region(0, 1))).rejects.toThrow('its output has no places to choose a region of')
})

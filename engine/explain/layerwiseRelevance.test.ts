import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { readLayer } from '../checks/layerReading'
import { randomNumbers } from '../weights/randomNumbers'
import { layerwiseRelevance } from './layerwiseRelevance'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('relevance')
const image = input(8, 8, 3)
const pixels = Float32Array.from({ length: 192 }, () => next())
const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0)

test('of a dense network is worked out by hand', async () => {
  // x = (1, 2, 3); h0 = 1·1 − 1·2 + 2·3 = 5, h1 = 0·1 + 1·2 + 1·3 = 5; score = 2·5 − 1·5 = 5. Of h0 comes 10, of h1 −5.
  //   x0: 10·1/5           = 2
  //   x1: 10·(−2)/5 − 5·2/5 = −6
  //   x2: 10·6/5 − 5·3/5    = 9
  const row = input(1, 3, 1)
  const hand = model('hand', row, row.flatten().dense(2, { useBias: false }).relu().dense(1, { useBias: false }))
  const network = build(hand, {
    'dense_1/kernel': new Float32Array([1, 0, -1, 1, 2, 1]),
    'dense_2/kernel': new Float32Array([2, -1]),
  })
  const { map, facts } = await explainPixels(layerwiseRelevance, network, [1, 2, 3], 0)
  expectClose([...map], [2, -6, 9], 1e-4)
  expect(facts!['Relevance of the target']).toBe(5)
})

test('of a convolution raises the terms that have the sign of the sum, by a quarter of the weight', async () => {
  // One window over x = (2, −1, 1) with w = (1, 3, −1): z = 2 − 3 − 1 = −2, negative. Terms of its sign count 1.25 times:
  // −3 → −3.75, −1 → −1.25; 2 stays. Together −3, so that −2 is shared out as 2/−3, −3.75/−3, −1.25/−3 of it.
  const row = input(1, 3, 1)
  const single = row.conv2d(1, [1, 3], { useBias: false }).flatten()
  const network = build(model('m', row, single), { 'conv2d_1/kernel': new Float32Array([1, 3, -1]) })
  const { map } = await explainPixels(layerwiseRelevance, network, [2, -1, 1], 0)
  expectClose([...map], [4 / 3, -2.5, -2.5 / 3], 1e-4)
})

describe('relevance is conserved within 1 %', () => {
  const stem = image.conv2d(8, 3, { padding: 'same' }).batchNorm().relu()
  const gate = stem.globalAveragePool2d({ keepDims: true }).conv2d(8, 1).sigmoid()
  test.each([
    ['a plain network', image.conv2d(6, 3).relu().maxPool2d(2).conv2d(4, 2).relu().flatten().dense(5).relu().dense(3)],
    [
      'a residual one',
      stem.conv2d(8, 3, { padding: 'same' }).batchNorm().add(stem).relu().globalAveragePool2d().dense(3),
    ],
    ['one with a gate', stem.multiply(gate).concat(stem).avgPool2d(2).flatten().dense(3).softmax()],
    [
      'one of depthwise convolutions',
      stem.depthwiseConv2d(3, { strides: 2 }).relu6().conv2d(9, 1).swish().globalMaxPool2d().dense(3),
    ],
  ])('in %s, biases and all', async (_, output) => {
    const graph = model('m', image, output)
    // Biases start as 0, which would hide what they take.
    const biases = Object.fromEntries(
      build(graph)
        .graph.layers.filter(({ kind }) => ['conv2d', 'dense', 'depthwiseConv2d'].includes(kind))
        .map(({ name }) => {
          const size = graph.graph.layers.find(layer => layer.name === name)!.outputShapes[0].at(-1) as number
          return [`${name}/bias`, Float32Array.from({ length: size }, () => next() - 0.3)]
        }),
    )
    const network = build(graph, biases)
    const { map, facts } = await explainPixels(layerwiseRelevance, network, pixels, 1)
    const first = network.graph.layers[1].name
    const { logit } = await readLayer(network, pixels, first, 1)
    expect(Math.abs(logit)).toBeGreaterThan(0.01)
    expect(Math.abs(total(map) - logit)).toBeLessThan(0.01 * Math.abs(logit))
    expect(facts!['Lost on the way']).toBeCloseTo(logit - total(map), 3)
  })
})

test('a layer without a rule is named', async () => {
  const network = build(model('m', image, image.l2Normalize().flatten().dense(2)))
  await expect(explainPixels(layerwiseRelevance, network, pixels, 0)).rejects.toMatchObject({
    code: 'not-explainable',
    message: 'l2Normalize_1: no rule says how relevance passes through layers of the kind l2Normalize',
  })
})

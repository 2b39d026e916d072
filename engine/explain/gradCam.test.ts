import { memory, tensor } from '@tensorflow/tfjs-core'
import { beforeEach, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { randomNumbers } from '../weights/randomNumbers'
import { gradCam } from './gradCam'

beforeEach(() => useBackend('wasm'))

const next = randomNumbers('pixels')
const pixels = Float32Array.from({ length: 12 * 12 }, () => next())
const size = { width: 24, height: 24 }

test('equals CAM up to a positive factor where pooling and one dense layer follow', async () => {
  const image = input(12, 12, 1)
  const maps = image.conv2d(8, 3, { padding: 'same' }).tanh().conv2d(6, 3).tanh()
  const kernel = Float32Array.from({ length: 6 * 4 }, () => 2 * next() - 1)
  const network = build(model('m', image, maps.globalAveragePool2d().dense(4).softmax()), { 'dense_1/kernel': kernel })
  const given = { input_1: tensor(pixels, [1, 12, 12, 1]) }
  const { map, width, height } = await gradCam(network, given, 'tanh_2', 2, size)
  const activation = (await network.forward(given, new Set(['tanh_2']))).get('tanh_2')![0].dataSync()
  // Zhou et al. 2016, Learning Deep Features for Discriminative Localization, equation 2; negative evidence cut off.
  const cam = Array.from({ length: width * height }, (_, place) => {
    let sum = 0
    for (let channel = 0; channel < 6; channel++) sum += kernel[channel * 4 + 2] * activation[place * 6 + channel]
    return Math.max(0, sum)
  })
  expect(Math.max(...cam)).toBeGreaterThan(0)
  expect(correlation([...map], cam)).toBeGreaterThan(0.9999)
  expect(Math.max(...map) / Math.max(...cam)).toBeCloseTo(1 / (width * height), 5)
})

test('peaks where a bright square was planted', async () => {
  const image = input(12, 12, 1)
  const network = build(model('m', image, image.conv2d(1, 3, { padding: 'same' }).relu().flatten().dense(2)), {
    'conv2d_1/kernel': new Float32Array(9).fill(1 / 9),
    'dense_1/kernel': new Float32Array(288).map((_, i) => (i % 2 === 0 ? 1 : -1)),
  })
  const planted = new Float32Array(144)
  for (const row of [7, 8, 9]) planted.fill(1, 12 * row + 2, 12 * row + 5)
  const given = { input_1: tensor(planted, [1, 12, 12, 1]) }
  const { map, intensity } = await gradCam(network, given, 'relu_1', 0, size)
  expect(map.indexOf(Math.max(...map))).toBe(12 * 8 + 3)
  // The same place at twice the size: rows 16 and 17, columns 6 and 7.
  const peak = intensity.indexOf(Math.max(...intensity))
  expect([16, 17]).toContain(Math.floor(peak / 24))
  expect([6, 7]).toContain(peak % 24)
  // The square speaks against the other class.
  expect(await gradCam(network, given, 'relu_1', 1, size)).toMatchObject({ empty: true })
})

test('CPU and WASM agree, and 50 maps leave no tensor behind', async () => {
  const image = input(12, 12, 1)
  const deep = image.conv2d(6, 3).tanh().maxPool2d(2).conv2d(6, 3).tanh().flatten().dense(3)
  const made: Float32Array[] = []
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend)
    const network = build(model('m', image, deep))
    const given = { input_1: tensor(pixels, [1, 12, 12, 1]) }
    const before = memory().numTensors
    for (let run = 0; run < 50; run++) await gradCam(network, given, 'tanh_1', 1, size)
    expect(memory().numTensors).toBe(before)
    made.push((await gradCam(network, given, 'tanh_1', 1, size)).map)
  }
  const [cpu, wasm] = made
  const largest = Math.max(...cpu)
  expect(largest).toBeGreaterThan(0)
  expect(Math.max(...cpu.map((value, i) => Math.abs(value - wasm[i]))) / largest).toBeLessThan(1e-4)
})

test('refuses a layer without a map', async () => {
  const image = input(12, 12, 1)
  const network = build(model('m', image, image.flatten().dense(3).relu().dense(2)))
  const before = memory().numTensors
  const given = tensor(pixels, [1, 12, 12, 1])
  await expect(gradCam(network, { input_1: given }, 'dense_1', 0, size)).rejects.toMatchObject({
    code: 'not-explainable',
    message: 'dense_1: its output is no map',
  })
  given.dispose()
  expect(memory().numTensors).toBe(before)
})

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanA, meanB] = [mean(a), mean(b)]
  const product = (x: readonly number[], meanX: number, y: readonly number[], meanY: number) =>
    mean(x.map((value, i) => (value - meanX) * (y[i] - meanY)))
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB))
}

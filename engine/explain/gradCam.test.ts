import { memory } from '@tensorflow/tfjs-core'
import { beforeEach, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels, inputTensor } from '../checks/explainPixels'
import { randomNumbers } from '../weights/randomNumbers'
import { drawEvidence } from './drawEvidence'
import { gradCam } from './gradCam'

beforeEach(() => useBackend('wasm'))

const next = randomNumbers('pixels')
const pixels = Float32Array.from({ length: 12 * 12 }, () => next())

test('equals CAM, divided by the number of places, where pooling and one dense layer follow', async () => {
  const image = input(12, 12, 1)
  const maps = image.conv2d(8, 3, { padding: 'same' }).tanh().conv2d(6, 3).tanh()
  const kernel = Float32Array.from({ length: 6 * 4 }, () => 2 * next() - 1)
  const network = build(model('m', image, maps.globalAveragePool2d().dense(4).softmax()), { 'dense_1/kernel': kernel })
  const { map, width, height } = await explainPixels(gradCam, network, pixels, 2, { layer: 'tanh_2' })
  const given = { input_1: inputTensor(network, pixels) }
  const activation = (await network.forward(given, new Set(['tanh_2']))).get('tanh_2')![0].dataSync()
  // Zhou et al. 2016, Learning Deep Features for Discriminative Localization, equation 2; negative evidence cut off.
  const cam = Array.from({ length: width * height }, (_, place) => {
    let sum = 0
    for (let channel = 0; channel < 6; channel++) sum += kernel[channel * 4 + 2] * activation[place * 6 + channel]
    return Math.max(0, sum) / (width * height)
  })
  expectClose([...map], cam, 1e-5)
})

test('peaks where a bright square was planted', async () => {
  const image = input(12, 12, 1)
  const network = build(model('m', image, image.conv2d(1, 3, { padding: 'same' }).relu().flatten().dense(2)), {
    'conv2d_1/kernel': new Float32Array(9).fill(1 / 9),
    'dense_1/kernel': new Float32Array(288).map((_, i) => (i % 2 === 0 ? 1 : -1)),
  })
  const planted = new Float32Array(144)
  for (const row of [7, 8, 9]) planted.fill(1, 12 * row + 2, 12 * row + 5)
  const evidence = await explainPixels(gradCam, network, planted, 0, { layer: 'relu_1' })
  expect(evidence.map.indexOf(Math.max(...evidence.map))).toBe(12 * 8 + 3)
  const { intensity } = await drawEvidence(evidence, { width: 24, height: 24 })
  // The same place at twice the size: rows 16 and 17, columns 6 and 7.
  const peak = intensity.indexOf(Math.max(...intensity))
  expect([16, 17]).toContain(Math.floor(peak / 24))
  expect([6, 7]).toContain(peak % 24)
  // The square speaks against the other class.
  const against = await explainPixels(gradCam, network, planted, 1, { layer: 'relu_1' })
  expect(await drawEvidence(against, { width: 24, height: 24 })).toMatchObject({ empty: true })
})

test('CPU and WASM agree', async () => {
  const image = input(12, 12, 1)
  const deep = image.conv2d(6, 3).tanh().maxPool2d(2).conv2d(6, 3).tanh().flatten().dense(3)
  const made: number[][] = []
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend)
    const network = build(model('m', image, deep))
    made.push([...(await explainPixels(gradCam, network, pixels, 1, { layer: 'tanh_1' })).map])
  }
  expectClose(made[1], made[0], 1e-4)
})

test('refuses a layer without a map', async () => {
  const image = input(12, 12, 1)
  const network = build(model('m', image, image.flatten().dense(3).relu().dense(2)))
  const before = memory().numTensors
  await expect(explainPixels(gradCam, network, pixels, 0, { layer: 'dense_1' })).rejects.toMatchObject({
    code: 'not-explainable',
    message: 'dense_1: its output is no map',
  })
  expect(memory().numTensors).toBe(before)
})

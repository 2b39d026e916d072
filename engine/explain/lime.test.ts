import { beforeAll, describe, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { randomNumbers } from '../weights/randomNumbers'
import { lime } from './lime'
import { ridgeRegression } from './ridgeRegression'
import { superpixels } from './superpixels'

beforeAll(() => useBackend('wasm'))

const next = randomNumbers('lime')
const image = input(24, 24, 1)
const pixels = Float32Array.from({ length: 576 }, () => Math.round(255 * next()))

test('of a linear network are its weights: what each patch adds beyond its mean colour, with an R² of 1', async () => {
  const kernel = Float32Array.from({ length: 576 }, () => (next() - 0.5) / 255)
  const network = build(model('m', image, image.flatten().dense(1)), { 'dense_1/kernel': kernel })
  const { map, facts } = await explainPixels(lime, network, pixels, 0)
  const colors = pixels.map(value => (100 * value) / 255)
  const patches = superpixels(colors, { height: 24, width: 24, channels: 1, count: 50 })
  const expected = Array.from(patches, patch => {
    const members = [...patches.keys()].filter(pixel => patches[pixel] === patch)
    const mean = members.reduce((sum, pixel) => sum + pixels[pixel], 0) / members.length
    return members.reduce((sum, pixel) => sum + kernel[pixel] * (pixels[pixel] - mean), 0)
  })
  expectClose([...map], expected, 0.01)
  expect(facts!['R² of the linear model']).toBeGreaterThan(0.9999)
  expect(facts!.Patches).toBe(new Set(patches).size)
})

test('of a network that is far from linear has a low R²', async () => {
  // A zigzag, up and down at every whole number, of how bright the pixels above 127 are, which rises by halves with a patch.
  const brightness = image.conv2d(1, 1).relu().globalAveragePool2d()
  const network = build(model('m', image, brightness.dense(60).relu().dense(1)), {
    'conv2d_1/kernel': new Float32Array([1]),
    'conv2d_1/bias': new Float32Array([-127]),
    'dense_1/kernel': new Float32Array(60).fill(1),
    'dense_1/bias': Float32Array.from({ length: 60 }, (_, i) => -i / 2),
    'dense_2/kernel': Float32Array.from({ length: 60 }, (_, i) => (i === 0 ? 1 : i % 2 === 0 ? 2 : -2)),
  })
  const { facts } = await explainPixels(lime, network, pixels, 0)
  expect(facts!['R² of the linear model']).toBeLessThan(0.9)
})

describe('the weighted ridge regression', () => {
  const samples = Array.from({ length: 30 }, () => [next(), next(), next()])
  const weights = samples.map(() => next() + 0.1)

  test('finds a linear model', () => {
    const values = samples.map(([a, b, c]) => 2 * a - 3 * b + 0.5 * c + 7)
    const { coefficients, intercept, rSquared } = ridgeRegression(samples, values, weights, 0)
    expectClose([...coefficients, intercept], [2, -3, 0.5, 7], 1e-9)
    expect(rSquared).toBeCloseTo(1, 12)
  })

  test('of one variable is the covariance over the variance and the penalty', () => {
    const values = samples.map(([a]) => a * a)
    const single = samples.map(([a]) => [a])
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const mean = (of: number[]) => of.reduce((sum, value, i) => sum + weights[i] * value, 0) / total
    const [x, y] = [mean(single.map(([a]) => a)), mean(values)]
    const covariance = mean(single.map(([a], i) => (a - x) * (values[i] - y)))
    const variance = mean(single.map(([a]) => (a - x) ** 2))
    const { coefficients } = ridgeRegression(single, values, weights, 0.3)
    expect(coefficients[0]).toBeCloseTo(covariance / (variance + 0.3), 12)
  })
})

import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { explainPixels } from '../checks/explainPixels'
import { rise } from './rise'

beforeAll(() => useBackend('wasm'))

const image = input(14, 14, 1)

test('finds the cell that a network reads, and nothing far from it', async () => {
  const read = image
    .cropping2d([
      [4, 8],
      [8, 4],
    ])
    .globalAveragePool2d()
    .dense(1, { useBias: false })
  const network = build(model('m', image, read), { 'dense_1/kernel': new Float32Array([1]) })
  const { map } = await explainPixels(rise, network, new Float32Array(196).fill(1), 0, { samples: 2000 })
  const peak = map.indexOf(Math.max(...map))
  expect([4, 5]).toContain(Math.floor(peak / 14))
  expect([8, 9]).toContain(peak % 14)
  // Cells are shown independently of each other: three cells on, only chance is left.
  const far = [...map].filter((_, i) => Math.abs(Math.floor(i / 14) - 4.5) > 6 || Math.abs((i % 14) - 8.5) > 6)
  expect(Math.max(...far.map(Math.abs))).toBeLessThan(0.15 * map[peak])
})

test('of a network that answers the same to everything is 0', async () => {
  const network = build(model('m', image, image.globalAveragePool2d().dense(2)), {
    'dense_1/kernel': new Float32Array(2),
    'dense_1/bias': new Float32Array([5, 5]),
  })
  const { map } = await explainPixels(rise, network, new Float32Array(196).fill(1), 1, { samples: 50 })
  expect(map.every(value => value === 0)).toBe(true)
})

test('treats all pixels alike that count alike, away from the border', async () => {
  // The score is the sum of the mask, pixel by pixel, which makes the map its covariance with the whole.
  const network = build(model('m', image, image.globalAveragePool2d().dense(1, { useBias: false })), {
    'dense_1/kernel': new Float32Array([1]),
  })
  const { map } = await explainPixels(rise, network, new Float32Array(196).fill(1), 0, { samples: 3000 })
  const inner = [...map].filter((_, i) => i % 14 > 2 && i % 14 < 11 && i > 42 && i < 154)
  const mean = inner.reduce((sum, value) => sum + value, 0) / inner.length
  expect(mean).toBeGreaterThan(0)
  for (const value of inner) expect(Math.abs(value / mean - 1)).toBeLessThan(0.35)
})

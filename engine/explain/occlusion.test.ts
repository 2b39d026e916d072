import { beforeAll, expect, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { useBackend } from '../checks/backend'
import { build } from '../checks/build'
import { expectClose } from '../checks/checkComputation'
import { explainPixels } from '../checks/explainPixels'
import { randomNumbers } from '../weights/randomNumbers'
import { occlusion } from './occlusion'

beforeAll(() => useBackend('wasm'))

const image = input(16, 24, 1)
const next = randomNumbers('occlusion')
const pixels = Float32Array.from({ length: 16 * 24 }, () => next())

test('is 0 exactly where the network does not look', async () => {
  const looked = image
    .cropping2d([
      [4, 4],
      [6, 10],
    ])
    .conv2d(2, 3)
    .relu()
    .flatten()
    .dense(3)
  const { map } = await explainPixels(occlusion, build(model('m', image, looked)), pixels, 1)
  // Windows are 2 rows and 3 columns long, so that they reach as far beyond the part that is looked at.
  for (const [i, value] of map.entries()) {
    const [row, column] = [Math.floor(i / 24), i % 24]
    if (row < 3 || row > 12 || column < 4 || column > 15) expect(value).toBe(0)
  }
  expect(map[7 * 24 + 10]).not.toBe(0)
})

test('of a linear network is what the hidden pixels add beyond their mean colour', async () => {
  const kernel = Float32Array.from({ length: 16 * 24 }, () => next() - 0.5)
  const network = build(model('m', image, image.flatten().dense(1)), { 'dense_1/kernel': kernel })
  const { map } = await explainPixels(occlusion, network, pixels, 0)
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length
  const rows = Array.from({ length: 15 }, (_, i) => i)
  const columns = Array.from({ length: 15 }, (_, i) => Math.round((i * 21) / 14))
  const expected = Array.from(map, (_, i) => {
    const [y, x] = [Math.floor(i / 24), i % 24]
    const drops = rows
      .filter(row => row <= y && y < row + 2)
      .flatMap(row => columns.filter(column => column <= x && x < column + 3).map(column => [row, column]))
      .map(([row, column]) => {
        let drop = 0
        for (let r = row; r < row + 2; r++)
          for (let c = column; c < column + 3; c++) drop += kernel[r * 24 + c] * (pixels[r * 24 + c] - mean)
        return drop
      })
    return drops.reduce((sum, drop) => sum + drop, 0) / drops.length
  })
  expectClose([...map], expected, 1e-3)
})

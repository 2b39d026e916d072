import { tensor } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { type Block, checkComputation } from '../checks/checkComputation'
import { roiAlign } from './roiAlign'

// One box inside, one that leaves the map on two sides, one smaller than an element.
const boxes = [2, 1, 13, 17, -9, 8, 9, 44, 6.1, 7.3, 6.5, 7.9]

checkComputation(roiAlign, [
  {
    options: { poolSize: [2, 3], spatialScale: 0.5 },
    inputs: [
      [8, 9, 2],
      [3, 4],
    ],
    given: { 1: boxes },
    naive: ([map]) =>
      aligned(map, { tall: 2, wide: 3, scale: 0.5, points: 2, shift: 0.5, least: Number.NEGATIVE_INFINITY }),
  },
  {
    options: { poolSize: 2, spatialScale: 0.25, samplingRatio: 3, aligned: false },
    inputs: [
      [5, 6, 1],
      [3, 4],
    ],
    given: { 1: boxes },
    naive: ([map]) => aligned(map, { tall: 2, wide: 2, scale: 0.25, points: 3, shift: 0, least: 1 }),
  },
])

test('every image of a batch has boxes of its own', async () => {
  await useBackend('wasm')
  const map = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1])
  // Of the first image the element at the bottom right, of the second the one at the top left.
  const places = tensor([1, 1, 2, 2, 0, 0, 1, 1], [2, 1, 4])
  const options = { poolSize: [1, 1], spatialScale: 1, samplingRatio: 1, aligned: true }
  const [output] = roiAlign.forward(options, [map, places], {})
  expect(output.shape).toEqual([2, 1, 1, 1, 1])
  expect([...output.dataSync()]).toEqual([4, 5])
})

interface Grid {
  tall: number
  wide: number
  scale: number
  points: number
  shift: number
  least: number
}

/** As torchvision's roi_align reads its points, one by one. */
function aligned(map: Block, { tall, wide, scale, points, shift, least }: Grid): number[] {
  const [height, width, channels] = map.shape
  const result: number[] = []
  for (let box = 0; box < boxes.length; box += 4) {
    const [top, left, bottom, right] = boxes.slice(box, box + 4).map(side => side * scale - shift)
    const cellHeight = Math.max(bottom - top, least) / tall
    const cellWidth = Math.max(right - left, least) / wide
    for (let i = 0; i < tall; i++)
      for (let j = 0; j < wide; j++)
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0
          for (let y = 0; y < points; y++)
            for (let x = 0; x < points; x++) {
              const row = top + (i + (y + 0.5) / points) * cellHeight
              const column = left + (j + (x + 0.5) / points) * cellWidth
              if (row < -1 || row > height || column < -1 || column > width) continue
              sum += between(map, Math.max(row, 0), Math.max(column, 0), channel)
            }
          result.push(sum / points ** 2)
        }
  }
  return result
}

function between(map: Block, row: number, column: number, channel: number): number {
  const [height, width] = map.shape
  const [y, x] = [Math.min(Math.floor(row), height - 1), Math.min(Math.floor(column), width - 1)]
  const [below, right] = [Math.min(y + 1, height - 1), Math.min(x + 1, width - 1)]
  const [dy, dx] = [y === height - 1 ? 0 : row - y, x === width - 1 ? 0 : column - x]
  const upper = (1 - dx) * map.at(y, x, channel) + dx * map.at(y, right, channel)
  const lower = (1 - dx) * map.at(below, x, channel) + dx * map.at(below, right, channel)
  return (1 - dy) * upper + dy * lower
}

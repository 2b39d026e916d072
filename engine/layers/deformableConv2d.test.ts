import { type Block, checkComputation } from '../checks/checkComputation'
import { randomNumbers } from '../weights/randomNumbers'
import { deformableConv2d } from './deformableConv2d'

const plain = { strides: [1, 1], dilations: [1, 1], groups: 1, offsetGroups: 1 }

checkComputation(deformableConv2d, [
  {
    options: { filters: 3, kernelSize: 3, padding: 'same' },
    inputs: [
      [3, 4, 2],
      [3, 4, 18],
    ],
    chosen: { 1: moves(3 * 4 * 18) },
    naive: ([map, offsets], weights) => convolve(map, offsets, undefined, weights, { ...plain, before: 1 }),
  },
  // With a mask, strides, dilation, groups and groups of offsets.
  {
    options: {
      filters: 4,
      kernelSize: [2, 3],
      strides: [2, 1],
      padding: 1,
      dilationRate: [1, 2],
      groups: 2,
      offsetGroups: 2,
    },
    inputs: [
      [3, 5, 4],
      [2, 3, 24],
      [2, 3, 12],
    ],
    chosen: { 1: moves(2 * 3 * 24) },
    naive: ([map, offsets, mask], weights) =>
      convolve(map, offsets, mask, weights, {
        strides: [2, 1],
        dilations: [1, 2],
        before: 1,
        groups: 2,
        offsetGroups: 2,
      }),
  },
])

/** Up to two elements either way, clear of whole numbers, where the gradient of bilinear reading jumps. */
function moves(count: number): number[] {
  const next = randomNumbers('moves')
  return Array.from({ length: count }, () => Math.floor(4 * next()) - 2 + 0.1 + 0.8 * next())
}

interface Slide {
  strides: number[]
  dilations: number[]
  before: number
  groups: number
  offsetGroups: number
}

/** Dai et al. 2017, equations 2–4, Zhu et al. 2019, equation 1. */
function convolve(
  map: Block,
  offsets: Block,
  mask: Block | undefined,
  { kernel, bias }: Readonly<Record<string, Block>>,
  { strides, dilations, before, groups, offsetGroups }: Slide,
): number[] {
  const [height, width, perGroup, filters] = kernel.shape
  const [rows, columns] = offsets.shape
  const result: number[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let filter = 0; filter < filters; filter++) {
        let sum = bias.at(filter)
        const first = Math.floor(filter / (filters / groups)) * perGroup
        for (let channel = first; channel < first + perGroup; channel++)
          for (let i = 0; i < height; i++)
            for (let j = 0; j < width; j++) {
              const group = Math.floor(channel / (map.shape[2] / offsetGroups))
              const tap = group * height * width + i * width + j
              const row = y * strides[0] - before + i * dilations[0] + offsets.at(y, x, 2 * tap)
              const column = x * strides[1] - before + j * dilations[1] + offsets.at(y, x, 2 * tap + 1)
              const factor = kernel.at(i, j, channel - first, filter) * (mask ? mask.at(y, x, tap) : 1)
              sum += factor * between(map, row, column, channel)
            }
        result.push(sum)
      }
  return result
}

function between(map: Block, row: number, column: number, channel: number): number {
  const [y, x] = [Math.floor(row), Math.floor(column)]
  let sum = 0
  for (const i of [y, y + 1])
    for (const j of [x, x + 1]) sum += (1 - Math.abs(row - i)) * (1 - Math.abs(column - j)) * map.at(i, j, channel)
  return sum
}

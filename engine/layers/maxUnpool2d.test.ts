import { tensor } from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { type Block, checkComputation } from '../checks/checkComputation'
import { maxPool2dWithIndices } from './maxPool2dWithIndices'
import { maxUnpool2d } from './maxUnpool2d'

// In a map of 4×6 with two channels, the index is (row · 6 + column) · 2 + channel.
const indices = [0, 13, 14, 3, 22, 21, 24, 37, 40, 29, 46, 47]

checkComputation(maxUnpool2d, [
  {
    inputs: [
      [2, 3, 2],
      [2, 3, 2],
    ],
    given: { 1: indices },
    naive: ([map]) => unpooled(map, 48),
  },
  // A fifth row, which the pooling had left out.
  {
    options: { outputSize: [5, 6] },
    inputs: [
      [2, 3, 2],
      [2, 3, 2],
    ],
    given: { 1: indices },
    naive: ([map]) => unpooled(map, 60),
  },
])

test('puts the maxima of every image of a batch back to where its pooling found them', async () => {
  await useBackend('wasm')
  const input = tensor([1, 2, 4, 3, 8, 5, 6, 7], [2, 2, 2, 1])
  const [pooled, places] = maxPool2dWithIndices.forward(pooling, [input], {})
  const [output] = maxUnpool2d.forward(pooling, [pooled, places], {})
  expect([...output.dataSync()]).toEqual([0, 0, 4, 0, 8, 0, 0, 0])
})

const pooling = { poolSize: [2, 2], padding: 'valid', ceilMode: false }

function unpooled({ values }: Block, count: number): number[] {
  const result: number[] = Array(count).fill(0)
  for (const [i, place] of indices.entries()) result[place] = values[i]
  return result
}

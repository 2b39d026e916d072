import { tensor } from '@tensorflow/tfjs-core'
import { layers } from '@tensorflow/tfjs-layers'
import { expect, test } from 'vitest'
import { useBackend } from '../checks/backend'
import { type Block, checkComputation } from '../checks/checkComputation'
import { maxPool2d } from './maxPool2d'

checkComputation(maxPool2d, [
  { inputs: [[6, 7, 3]], like: () => layers.maxPooling2d({ poolSize: 2 }) },
  {
    options: { poolSize: 3, strides: 2, padding: 'same' },
    inputs: [[7, 6, 3]],
    like: () => layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  },
  {
    options: { poolSize: [3, 2], strides: 1 },
    inputs: [[6, 5, 2]],
    like: () => layers.maxPooling2d({ poolSize: [3, 2], strides: 1 }),
  },
  // PyTorch's ResNet pooling, and Caffe's with a last window that reaches beyond the map.
  {
    options: { poolSize: 3, strides: 2, padding: 1 },
    inputs: [[6, 6, 2]],
    naive: ([map]) => maxima(map, 1, [3, 3]),
  },
  {
    options: { poolSize: 3, strides: 2, ceilMode: true },
    inputs: [[6, 8, 2]],
    naive: ([map]) => maxima(map, 0, [3, 4]),
  },
])

test('a window of negative numbers passes its gradient to its largest, on WASM too', async () => {
  await useBackend('wasm')
  const inputs = [tensor([-4, -3, -1, -2], [1, 2, 2, 1])]
  const options = { poolSize: [2, 2], padding: 'valid', ceilMode: false }
  const outputs = maxPool2d.forward(options, inputs, {})
  const trace = { inputs, outputs, outputGradients: [tensor([5], [1, 1, 1, 1])], weights: {} }
  expect([...maxPool2d.backward(options, trace)[0].dataSync()]).toEqual([0, 0, 5, 0])
})

test('of equal maxima the first has the gradient', async () => {
  await useBackend('wasm')
  const inputs = [tensor([0, 0, 0, 0], [1, 2, 2, 1])]
  const options = { poolSize: [2, 2], padding: 'valid', ceilMode: false }
  const outputs = maxPool2d.forward(options, inputs, {})
  const trace = { inputs, outputs, outputGradients: [tensor([5], [1, 1, 1, 1])], weights: {} }
  expect([...maxPool2d.backward(options, trace)[0].dataSync()]).toEqual([5, 0, 0, 0])
})

/** Windows of 3×3 at stride 2, clipped to the map. */
function maxima(map: Block, before: number, [rows, columns]: [number, number]): number[] {
  const [height, width, channels] = map.shape
  const result: number[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let channel = 0; channel < channels; channel++) {
        let most = Number.NEGATIVE_INFINITY
        for (let row = 2 * y - before; row < 2 * y - before + 3; row++)
          for (let column = 2 * x - before; column < 2 * x - before + 3; column++)
            if (row >= 0 && row < height && column >= 0 && column < width)
              most = Math.max(most, map.at(row, column, channel))
        result.push(most)
      }
  return result
}

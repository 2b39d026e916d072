import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { avgPool2d } from './avgPool2d'

checkComputation(avgPool2d, [
  { inputs: [[6, 7, 3]], like: () => layers.averagePooling2d({ poolSize: 2 }) },
  {
    options: { poolSize: 3, strides: 2, padding: 'same' },
    inputs: [[7, 6, 3]],
    like: () => layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }),
  },
  {
    options: { poolSize: [3, 2], strides: 1 },
    inputs: [[6, 5, 2]],
    like: () => layers.averagePooling2d({ poolSize: [3, 2], strides: 1 }),
  },
  {
    options: { poolSize: 3, strides: 2, padding: 1 },
    inputs: [[6, 6, 2]],
    naive: ([map]) => means(map, 1, [3, 3]),
  },
  {
    options: { poolSize: 3, strides: 2, ceilMode: true },
    inputs: [[6, 8, 2]],
    naive: ([map]) => means(map, 0, [3, 4]),
  },
])

/** Windows of 3×3 at stride 2; only elements of the map count. */
function means(map: Block, before: number, [rows, columns]: [number, number]): number[] {
  const [height, width, channels] = map.shape
  const result: number[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let channel = 0; channel < channels; channel++) {
        const seen: number[] = []
        for (let row = 2 * y - before; row < 2 * y - before + 3; row++)
          for (let column = 2 * x - before; column < 2 * x - before + 3; column++)
            if (row >= 0 && row < height && column >= 0 && column < width) seen.push(map.at(row, column, channel))
        result.push(seen.reduce((a, b) => a + b) / seen.length)
      }
  return result
}

import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { adaptiveAvgPool2d } from './adaptiveAvgPool2d'

checkComputation(adaptiveAvgPool2d, [
  { options: { outputSize: [2, 3] }, inputs: [[4, 9, 2]], like: () => layers.averagePooling2d({ poolSize: [2, 3] }) },
  // PyTorch's windows over 5 elements for 3: 0–1, 1–3, 3–4; over 7 for 2: 0–3, 3–6; over 2 for 3: 0, 0–1, 1.
  {
    options: { outputSize: [3, 2] },
    inputs: [[5, 7, 2]],
    naive: ([map]) =>
      means(
        map,
        [
          [0, 1],
          [1, 3],
          [3, 4],
        ],
        [
          [0, 3],
          [3, 6],
        ],
      ),
  },
  {
    options: { outputSize: [3, 1] },
    inputs: [[2, 2, 2]],
    naive: ([map]) =>
      means(
        map,
        [
          [0, 0],
          [0, 1],
          [1, 1],
        ],
        [[0, 1]],
      ),
  },
])

/** First and last element of every window. */
function means(map: Block, rows: number[][], columns: number[][]): number[] {
  const result: number[] = []
  for (const [top, bottom] of rows)
    for (const [left, right] of columns)
      for (let channel = 0; channel < map.shape[2]; channel++) {
        let sum = 0
        for (let row = top; row <= bottom; row++)
          for (let column = left; column <= right; column++) sum += map.at(row, column, channel)
        result.push(sum / ((bottom - top + 1) * (right - left + 1)))
      }
  return result
}

import { type Block, checkComputation } from '../checks/checkComputation'
import { maxPool2dWithIndices } from './maxPool2dWithIndices'

checkComputation(maxPool2dWithIndices, [
  { inputs: [[4, 6, 3]], naive: ([map]) => pooled(map, { pool: 2, stride: 2, before: 0, rows: 2, columns: 3 }) },
  // With 'same', the fifth row is pooled alone; overlapping windows with a border.
  {
    options: { padding: 'same' },
    inputs: [[5, 4, 2]],
    naive: ([map]) => pooled(map, { pool: 2, stride: 2, before: 0, rows: 3, columns: 2 }),
  },
  {
    options: { poolSize: 3, strides: 2, padding: 1 },
    inputs: [[5, 7, 2]],
    naive: ([map]) => pooled(map, { pool: 3, stride: 2, before: 1, rows: 3, columns: 4 }),
  },
])

interface Windows {
  pool: number
  stride: number
  before: number
  rows: number
  columns: number
}

/** The maxima, and behind them the indices. */
function pooled(map: Block, { pool, stride, before, rows, columns }: Windows): number[] {
  const [height, width, channels] = map.shape
  const maxima: number[] = []
  const indices: number[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let channel = 0; channel < channels; channel++) {
        let most = Number.NEGATIVE_INFINITY
        let index = -1
        for (let row = y * stride - before; row < y * stride - before + pool; row++)
          for (let column = x * stride - before; column < x * stride - before + pool; column++)
            if (row >= 0 && row < height && column >= 0 && column < width && map.at(row, column, channel) > most) {
              most = map.at(row, column, channel)
              index = (row * width + column) * channels + channel
            }
        maxima.push(most)
        indices.push(index)
      }
  return [...maxima, ...indices]
}

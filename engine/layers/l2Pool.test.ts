import { type Block, checkComputation } from '../checks/checkComputation'
import { l2Pool } from './l2Pool'

checkComputation(l2Pool, [
  { inputs: [[4, 6, 2]], naive: ([map]) => lengths(map, { pool: 2, stride: 2, before: 0, rows: 2, columns: 3 }) },
  {
    options: { poolSize: 3, strides: 2, padding: 1 },
    inputs: [[5, 7, 2]],
    naive: ([map]) => lengths(map, { pool: 3, stride: 2, before: 1, rows: 3, columns: 4 }),
  },
])

interface Windows {
  pool: number
  stride: number
  before: number
  rows: number
  columns: number
}

function lengths(map: Block, { pool, stride, before, rows, columns }: Windows): number[] {
  const result: number[] = []
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      for (let channel = 0; channel < map.shape[2]; channel++) {
        let sum = 0
        for (let row = 0; row < pool; row++)
          for (let column = 0; column < pool; column++)
            sum += map.at(y * stride - before + row, x * stride - before + column, channel) ** 2
        result.push(Math.sqrt(sum))
      }
  return result
}

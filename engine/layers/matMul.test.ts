import { type Block, checkComputation } from '../checks/checkComputation'
import { matMul } from './matMul'

checkComputation(matMul, [
  {
    inputs: [
      [3, 4],
      [4, 2],
    ],
    naive: ([a, b]) =>
      product(
        3,
        4,
        2,
        (i, k) => a.at(i, k),
        (k, j) => b.at(k, j),
      ),
  },
  {
    options: { transposeA: true },
    inputs: [
      [4, 3],
      [4, 2],
    ],
    naive: ([a, b]) =>
      product(
        3,
        4,
        2,
        (i, k) => a.at(k, i),
        (k, j) => b.at(k, j),
      ),
  },
  {
    options: { transposeB: true },
    inputs: [
      [3, 4],
      [2, 4],
    ],
    naive: ([a, b]) =>
      product(
        3,
        4,
        2,
        (i, k) => a.at(i, k),
        (k, j) => b.at(j, k),
      ),
  },
  {
    options: { transposeA: true, transposeB: true },
    inputs: [
      [4, 3],
      [2, 4],
    ],
    naive: ([a, b]) =>
      product(
        3,
        4,
        2,
        (i, k) => a.at(k, i),
        (k, j) => b.at(j, k),
      ),
  },
  // One matrix for each of two.
  {
    inputs: [
      [2, 3, 4],
      [1, 4, 2],
    ],
    naive: ([a, b]) => [...broadcast(a, b, 0), ...broadcast(a, b, 1)],
  },
])

type Element = (row: number, column: number) => number

function broadcast(a: Block, b: Block, matrix: number): number[] {
  return product(
    3,
    4,
    2,
    (i, k) => a.at(matrix, i, k),
    (k, j) => b.at(0, k, j),
  )
}

function product(rows: number, inner: number, columns: number, a: Element, b: Element): number[] {
  const result: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0
      for (let k = 0; k < inner; k++) sum += a(row, k) * b(k, column)
      result.push(sum)
    }
  return result
}

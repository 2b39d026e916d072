import { type Block, checkComputation } from '../checks/checkComputation'
import { split } from './split'

checkComputation(split, [
  { options: { numOrSizeSplits: 2 }, inputs: [[3, 2, 6]], naive: ([map]) => parts(map, [0, 3, 6]) },
  { options: { numOrSizeSplits: [1, 3, 2] }, inputs: [[2, 2, 6]], naive: ([map]) => parts(map, [0, 1, 4, 6]) },
  { options: { numOrSizeSplits: 3 }, inputs: [[6]], naive: ([{ values }]) => [...values] },
])

function parts(map: Block, borders: number[]): number[] {
  const [height, width] = map.shape
  const result: number[] = []
  for (let part = 1; part < borders.length; part++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let channel = borders[part - 1]; channel < borders[part]; channel++)
          result.push(map.at(row, column, channel))
  return result
}

import { checkComputation } from '../checks/checkComputation'
import { spaceToDepth } from './spaceToDepth'

checkComputation(spaceToDepth, [
  {
    options: { blockSize: 2 },
    inputs: [[4, 2, 2]],
    naive: ([map]) =>
      [0, 2].flatMap(top =>
        [0, 1].flatMap(row => [0, 1].flatMap(column => [0, 1].map(channel => map.at(top + row, column, channel)))),
      ),
  },
  { options: { blockSize: 2 }, inputs: [[2, 4, 1]], naive: ([map]) => rowByRow(map.values) },
])

/** Blocks of 2×2 side by side in 2×4 places. */
function rowByRow(values: Float32Array): number[] {
  return [0, 1, 4, 5, 2, 3, 6, 7].map(place => values[place])
}

import { checkComputation } from '../checks/checkComputation'
import { subtract } from './subtract'

checkComputation(subtract, [
  {
    inputs: [
      [3, 4, 2],
      [1, 1, 2],
    ],
    naive: ([from, taken]) => [...from.values].map((value, i) => value - taken.values[i % 2]),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { add } from './add'

checkComputation(add, [
  { inputs: [[4, 5, 3], [4, 5, 3], [4, 5, 3]], like: () => layers.add() }, // biome-ignore format: shapes read best in a row
  {
    inputs: [
      [4, 5, 3],
      [1, 1, 3],
    ],
    naive: ([a, b]) => [...a.values].map((value, i) => value + b.values[i % 3]),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { multiply } from './multiply'

checkComputation(multiply, [
  {
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
      [3, 4, 2],
    ],
    like: () => layers.multiply(),
  },
  {
    inputs: [
      [3, 4, 2],
      [1, 1, 2],
    ],
    naive: ([map, gate]) => [...map.values].map((value, i) => value * gate.values[i % 2]),
  },
])

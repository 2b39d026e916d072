import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { concat } from './concat'

checkComputation(concat, [
  {
    inputs: [
      [3, 4, 2],
      [3, 4, 5],
    ],
    like: () => layers.concatenate(),
  },
  {
    options: { axis: 1 },
    inputs: [
      [3, 4, 2],
      [1, 4, 2],
    ],
    like: () => layers.concatenate({ axis: 1 }),
  },
])

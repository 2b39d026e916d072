import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { minimum } from './minimum'

checkComputation(minimum, [
  {
    inputs: [
      [4, 3, 2],
      [4, 3, 2],
      [4, 3, 2],
    ],
    like: () => layers.minimum(),
  },
  {
    inputs: [
      [4, 3, 2],
      [1, 1, 2],
    ],
    like: () => layers.minimum(),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { maximum } from './maximum'

checkComputation(maximum, [
  {
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
      [3, 4, 2],
    ],
    like: () => layers.maximum(),
  },
])

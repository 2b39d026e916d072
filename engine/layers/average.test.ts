import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { average } from './average'

checkComputation(average, [
  {
    inputs: [
      [3, 4, 2],
      [3, 4, 2],
      [3, 4, 2],
    ],
    like: () => layers.average(),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { reshape } from './reshape'

checkComputation(reshape, [
  {
    options: { targetShape: [2, -1, 5] },
    inputs: [[4, 5, 3]],
    like: () => layers.reshape({ targetShape: [2, -1, 5] }),
  },
])

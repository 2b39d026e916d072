import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { rescaling } from './rescaling'

checkComputation(rescaling, [
  {
    options: { scale: 1 / 127.5, offset: -1 },
    inputs: [[4, 5, 3]],
    like: () => layers.rescaling({ scale: 1 / 127.5, offset: -1 }),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { batchNorm } from './batchNorm'

checkComputation(batchNorm, [
  { inputs: [[4, 5, 3]], like: () => layers.batchNormalization() },
  {
    options: { epsilon: 0.1, scale: false },
    inputs: [[4, 5, 3]],
    like: () => layers.batchNormalization({ epsilon: 0.1, scale: false }),
  },
  { options: { center: false }, inputs: [[6]], like: () => layers.batchNormalization({ center: false }) },
])

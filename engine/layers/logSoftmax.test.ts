import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { logSoftmax } from './logSoftmax'

checkComputation(logSoftmax, [
  { inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'logSoftmax' as never }) },
])

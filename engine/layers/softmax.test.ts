import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { softmax } from './softmax'

checkComputation(softmax, [
  { inputs: [[10]], like: () => layers.softmax() },
  { inputs: [[3, 4, 5]], like: () => layers.activation({ activation: 'softmax' }) },
])

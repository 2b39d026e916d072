import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { thresholdedRelu } from './thresholdedRelu'

checkComputation(thresholdedRelu, [
  // Half-way between two of the numbers of the test, since the output jumps there.
  { options: { theta: 0.206 }, inputs: [[4, 5, 3]], like: () => layers.thresholdedReLU({ theta: 0.206 }) },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { leakyRelu } from './leakyRelu'

checkComputation(leakyRelu, [
  { inputs: [[4, 5, 3]], like: () => layers.leakyReLU() },
  { options: { alpha: 0.1 }, inputs: [[4, 5, 3]], like: () => layers.leakyReLU({ alpha: 0.1 }) },
])

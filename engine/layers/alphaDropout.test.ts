import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { alphaDropout } from './alphaDropout'

checkComputation(alphaDropout, [
  { options: { rate: 0.5 }, inputs: [[4, 3, 2]], like: () => layers.alphaDropout({ rate: 0.5 }) },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { gaussianDropout } from './gaussianDropout'

checkComputation(gaussianDropout, [
  { options: { rate: 0.5 }, inputs: [[4, 3, 2]], like: () => layers.gaussianDropout({ rate: 0.5 }) },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { gaussianNoise } from './gaussianNoise'

checkComputation(gaussianNoise, [
  { options: { stddev: 1 }, inputs: [[4, 3, 2]], like: () => layers.gaussianNoise({ stddev: 1 }) },
])

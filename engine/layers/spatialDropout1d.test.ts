import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { spatialDropout1d } from './spatialDropout1d'

checkComputation(spatialDropout1d, [
  { options: { rate: 0.5 }, inputs: [[4, 3]], like: () => layers.spatialDropout1d({ rate: 0.5 }) },
])

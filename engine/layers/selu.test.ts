import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { selu } from './selu'

checkComputation(selu, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'selu' }) }])

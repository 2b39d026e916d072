import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { tanh } from './tanh'

checkComputation(tanh, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'tanh' }) }])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { sigmoid } from './sigmoid'

checkComputation(sigmoid, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'sigmoid' }) }])

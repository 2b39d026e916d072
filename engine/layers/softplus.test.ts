import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { softplus } from './softplus'

checkComputation(softplus, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'softplus' }) }])

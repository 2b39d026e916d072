import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { mish } from './mish'

checkComputation(mish, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'mish' }) }])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { softsign } from './softsign'

checkComputation(softsign, [{ inputs: [[4, 5, 3]], like: () => layers.activation({ activation: 'softsign' }) }])

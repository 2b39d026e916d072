import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { globalMaxPool1d } from './globalMaxPool1d'

checkComputation(globalMaxPool1d, [{ inputs: [[5, 3]], like: () => layers.globalMaxPooling1d() }])

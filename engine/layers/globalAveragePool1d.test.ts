import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { globalAveragePool1d } from './globalAveragePool1d'

checkComputation(globalAveragePool1d, [{ inputs: [[5, 3]], like: () => layers.globalAveragePooling1d() }])

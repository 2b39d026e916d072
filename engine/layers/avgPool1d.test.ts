import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { avgPool1d } from './avgPool1d'

checkComputation(avgPool1d, [
  { inputs: [[9, 2]], like: () => layers.averagePooling1d({ poolSize: 2 }) },
  {
    options: { poolSize: 3, strides: 2, padding: 'same' },
    inputs: [[10, 2]],
    like: () => layers.averagePooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
  },
])

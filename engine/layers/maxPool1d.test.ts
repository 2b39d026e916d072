import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { maxPool1d } from './maxPool1d'

checkComputation(maxPool1d, [
  { inputs: [[9, 2]], like: () => layers.maxPooling1d({ poolSize: 2 }) },
  {
    options: { poolSize: 3, strides: 2, padding: 'same' },
    inputs: [[10, 2]],
    like: () => layers.maxPooling1d({ poolSize: 3, strides: 2, padding: 'same' }),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { dropout } from './dropout'

checkComputation(dropout, [{ options: { rate: 0.5 }, inputs: [[4, 5, 3]], like: () => layers.dropout({ rate: 0.5 }) }])

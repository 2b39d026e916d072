import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { relu } from './relu'

checkComputation(relu, [{ inputs: [[4, 5, 3]], like: () => layers.reLU() }])

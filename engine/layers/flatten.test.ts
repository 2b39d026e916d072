import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { flatten } from './flatten'

checkComputation(flatten, [{ inputs: [[4, 5, 3]], like: () => layers.flatten() }])

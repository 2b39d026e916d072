import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { relu6 } from './relu6'

// 500 numbers reach from −7.5 to 7.5, beyond both ends.
checkComputation(relu6, [{ inputs: [[10, 10, 5]], like: () => layers.reLU({ maxValue: 6 }) }])

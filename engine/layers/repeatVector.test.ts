import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { repeatVector } from './repeatVector'

checkComputation(repeatVector, [{ options: { n: 4 }, inputs: [[3]], like: () => layers.repeatVector({ n: 4 }) }])

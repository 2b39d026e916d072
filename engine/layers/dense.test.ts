import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { dense } from './dense'

checkComputation(dense, [
  { options: { units: 4 }, inputs: [[7]], like: () => layers.dense({ units: 4 }) },
  { options: { units: 4, useBias: false }, inputs: [[7]], like: () => layers.dense({ units: 4, useBias: false }) },
  { options: { units: 260 }, inputs: [[256]], like: () => layers.dense({ units: 260 }) },
  { options: { units: 5 }, inputs: [[3, 4, 6]], like: () => layers.dense({ units: 5 }) },
])

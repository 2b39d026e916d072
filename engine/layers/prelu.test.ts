import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { prelu } from './prelu'

checkComputation(prelu, [
  { inputs: [[3, 4, 2]], like: () => layers.prelu() },
  { options: { sharedAxes: [1, 2] }, inputs: [[3, 4, 2]], like: () => layers.prelu({ sharedAxes: [1, 2] }) },
  { inputs: [[8]], like: () => layers.prelu() },
])

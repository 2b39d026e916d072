import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { permute } from './permute'

checkComputation(permute, [
  { options: { dims: [2, 1, 3] }, inputs: [[3, 4, 2]], like: () => layers.permute({ dims: [2, 1, 3] }) },
  { options: { dims: [3, 1, 2] }, inputs: [[3, 4, 2]], like: () => layers.permute({ dims: [3, 1, 2] }) },
  { options: { dims: [2, 1] }, inputs: [[3, 4]], like: () => layers.permute({ dims: [2, 1] }) },
])

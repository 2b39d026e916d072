import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { layerNorm } from './layerNorm'

checkComputation(layerNorm, [
  { inputs: [[3, 4, 5]], like: () => layers.layerNormalization() },
  {
    options: { epsilon: 0.1, scale: false },
    inputs: [[6, 4]],
    like: () => layers.layerNormalization({ epsilon: 0.1, scale: false }),
  },
  { options: { center: false }, inputs: [[6]], like: () => layers.layerNormalization({ center: false }) },
  { options: { axis: [1, 2, 3] }, inputs: [[3, 2, 4]], like: () => layers.layerNormalization({ axis: [1, 2, 3] }) },
  { options: { axis: 2 }, inputs: [[3, 2, 4]], like: () => layers.layerNormalization({ axis: 2 }) },
  {
    options: { axis: [1, 3], epsilon: 0.1 },
    inputs: [[3, 2, 4]],
    like: () => layers.layerNormalization({ axis: [1, 3], epsilon: 0.1 }),
  },
])

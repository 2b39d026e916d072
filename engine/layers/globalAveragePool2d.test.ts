import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { globalAveragePool2d } from './globalAveragePool2d'

checkComputation(globalAveragePool2d, [
  { inputs: [[4, 5, 3]], like: () => layers.globalAveragePooling2d({}) },
  {
    options: { keepDims: true },
    inputs: [[1, 2, 3]],
    naive: ([map]) => [0, 1, 2].map(channel => (map.at(0, 0, channel) + map.at(0, 1, channel)) / 2),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { globalMaxPool2d } from './globalMaxPool2d'

checkComputation(globalMaxPool2d, [
  { inputs: [[4, 5, 3]], like: () => layers.globalMaxPooling2d({}) },
  {
    options: { keepDims: true },
    inputs: [[1, 2, 3]],
    naive: ([map]) => [0, 1, 2].map(channel => Math.max(map.at(0, 0, channel), map.at(0, 1, channel))),
  },
])

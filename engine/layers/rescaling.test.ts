import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { rescaling } from './rescaling'

checkComputation(rescaling, [
  {
    options: { scale: 1 / 127.5, offset: -1 },
    inputs: [[4, 5, 3]],
    like: () => layers.rescaling({ scale: 1 / 127.5, offset: -1 }),
  },
  {
    options: { scale: [2, 0.5, -1], offset: [0, 1, 3] },
    inputs: [[4, 5, 3]],
    naive: ([{ values }]) => [...values].map((value, i) => value * [2, 0.5, -1][i % 3] + [0, 1, 3][i % 3]),
  },
])

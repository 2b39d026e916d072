import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { zeroPad2d } from './zeroPad2d'

checkComputation(zeroPad2d, [
  {
    options: { padding: { top: 1, bottom: 2, left: 0, right: 3 } },
    inputs: [[4, 5, 3]],
    like: () =>
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 3],
        ],
      }),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { cropping2d } from './cropping2d'

checkComputation(cropping2d, [
  {
    options: { cropping: { top: 1, bottom: 0, left: 2, right: 1 } },
    inputs: [[4, 5, 3]],
    like: () =>
      layers.cropping2D({
        cropping: [
          [1, 0],
          [2, 1],
        ],
      }),
  },
])

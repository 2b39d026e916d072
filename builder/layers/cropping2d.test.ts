import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { cropping2d } from './cropping2d'

checkLayer(cropping2d, [
  {
    options: { cropping: { top: 1, bottom: 2, left: 0, right: 3 } },
    inputs: [[8, 8, 2]],
    output: [5, 5, 2],
    window: { size: [1, 1], stride: [1, 1], padding: [-1, -0] },
    like: () =>
      layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 3],
        ],
      }),
  },
  { options: { cropping: 2 }, inputs: [[8, 9, 2]], output: [4, 5, 2] },
  { options: { cropping: 4 }, inputs: [[8, 9, 2]], problem: 'nothing is left of a 8×9 map' },
  {
    options: {
      cropping: [
        [1, 2],
        [0, 3],
      ],
    },
    inputs: [[4, 5, 3]],
    output: [1, 2, 3],
    like: () =>
      layers.cropping2D({
        cropping: [
          [1, 2],
          [0, 3],
        ],
      }),
  },
])

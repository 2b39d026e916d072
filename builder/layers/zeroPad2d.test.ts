import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { zeroPad2d } from './zeroPad2d'

checkLayer(zeroPad2d, [
  {
    options: { padding: { top: 1, bottom: 2, left: 0, right: 3 } },
    inputs: [[8, 8, 2]],
    output: [11, 11, 2],
    window: { size: [1, 1], stride: [1, 1], padding: [1, 0] },
    like: () =>
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 3],
        ],
      }),
  },
  { options: { padding: [1, 2] }, inputs: [[8, 9, 2]], output: [10, 13, 2] },
  {
    options: { padding: -1 },
    inputs: [[8, 9, 2]],
    problem:
      'padding must be a number of pixels, [vertical, horizontal], [[top, bottom], [left, right]], or { top, bottom, left, right }, got -1',
  },
  {
    options: {
      padding: [
        [1, 2],
        [3, 4],
      ],
    },
    inputs: [[4, 5, 3]],
    output: [7, 12, 3],
    like: () =>
      layers.zeroPadding2d({
        padding: [
          [1, 2],
          [3, 4],
        ],
      }),
  },
  {
    options: {
      padding: [
        [1, 2, 3],
        [3, 4],
      ],
    },
    inputs: [[4, 5, 3]],
    problem:
      'padding must be a number of pixels, [vertical, horizontal], [[top, bottom], [left, right]], or { top, bottom, left, right }, got [[1, 2, 3], [3, 4]]',
  },
])

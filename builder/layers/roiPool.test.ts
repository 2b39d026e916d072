import { checkLayer } from '../../test/checkLayer'
import { roiPool } from './roiPool'

checkLayer(roiPool, [
  // Fast R-CNN on VGG-16: conv5_3 of a 600×800 image, 300 boxes.
  {
    options: { poolSize: 7, spatialScale: 1 / 16 },
    inputs: [
      [37, 50, 512],
      [300, 4],
    ],
    output: [300, 7, 7, 512],
    window: 'global',
  },
  {
    options: { poolSize: 7 },
    inputs: [
      [37, 50, 512],
      [300, 5],
    ],
    problem: 'boxes must be 300×4, got 300×5',
  },
  { options: { poolSize: 7 }, inputs: [[37, 50, 512]], problem: 'takes a map and boxes, got 1 tensor' },
])

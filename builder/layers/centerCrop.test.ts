import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { centerCrop } from './centerCrop'

checkLayer(centerCrop, [
  {
    options: { height: 4, width: 6 },
    inputs: [[9, 10, 3]],
    output: [4, 6, 3],
    window: { size: [1, 1], stride: [1, 1], padding: [-2, -2] },
    like: () => layers.centerCrop({ height: 4, width: 6 }),
  },
  {
    options: { height: 18, width: 10 },
    inputs: [[9, 10, 3]],
    output: [18, 10, 3],
    like: () => layers.centerCrop({ height: 18, width: 10 }),
  },
  { options: { height: 18, width: 10 }, inputs: [[9]], problem: 'needs a map of height×width×channels, got a vector' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { avgPool2d } from './avgPool2d'

checkLayer(avgPool2d, [
  {
    inputs: [[9, 8, 3]],
    output: [4, 4, 3],
    window: { size: [2, 2], stride: [2, 2], padding: [0, 0] },
    like: () => layers.averagePooling2d({ poolSize: 2 }),
  },
  {
    options: { poolSize: [3, 2], strides: [2, 1], padding: 'same' },
    inputs: [[9, 8, 3]],
    output: [5, 8, 3],
    window: { size: [3, 2], stride: [2, 1], padding: [1, 0] },
    like: () => layers.averagePooling2d({ poolSize: [3, 2], strides: [2, 1], padding: 'same' }),
  },
  // Caffe and PyTorch: 112 to 56 with a last window that reaches beyond the map; 55 without.
  { options: { poolSize: 3, strides: 2, ceilMode: true }, inputs: [[112, 112, 64]], output: [56, 56, 64] },
  { options: { poolSize: 3, strides: 2 }, inputs: [[112, 112, 64]], output: [55, 55, 64] },
  // A window that would start in the border is dropped: ⌈(5 + 2 − 2) / 2⌉ + 1 = 4 would start at 6.
  { options: { poolSize: 2, strides: 2, padding: 1, ceilMode: true }, inputs: [[5, 5, 1]], output: [3, 3, 1] },
  { options: { poolSize: 7 }, inputs: [[5, 9, 3]], problem: 'window 7×7 is larger than its 5×9 input' },
])

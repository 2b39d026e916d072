import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { maxPool3d } from './maxPool3d'

checkLayer(maxPool3d, [
  { inputs: [[4, 9, 8, 3]], output: [2, 4, 4, 3], window: 'unknown', like: () => layers.maxPooling3d({ poolSize: 2 }) },
  {
    options: { poolSize: [1, 3, 2], strides: [1, 2, 1], padding: 'same' },
    inputs: [[4, 9, 8, 3]],
    output: [4, 5, 8, 3],
    like: () => layers.maxPooling3d({ poolSize: [1, 3, 2], strides: [1, 2, 1], padding: 'same' }),
  },
  { options: { poolSize: 5 }, inputs: [[4, 9, 8, 3]], problem: 'window 5×5×5 is larger than its 4×9×8 input' },
  { inputs: [[9, 3]], problem: 'needs a volume of depth×height×width×channels, got a sequence of length×channels' },
])

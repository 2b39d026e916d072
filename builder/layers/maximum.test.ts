import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { maximum } from './maximum'

checkLayer(maximum, [
  {
    inputs: [
      [4, 4, 3],
      [4, 4, 3],
      [4, 4, 3],
    ],
    output: [4, 4, 3],
    window: 'elementwise',
    like: () => layers.maximum(),
  },
  {
    inputs: [
      [4, 4, 3],
      [1, 1, 3],
    ],
    output: [4, 4, 3],
  },
  { inputs: [[4], [5]], problem: 'shapes 4 and 5 do not fit together' },
])

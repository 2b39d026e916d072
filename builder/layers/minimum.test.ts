import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { minimum } from './minimum'

checkLayer(minimum, [
  {
    inputs: [
      [4, 4, 3],
      [4, 4, 3],
      [4, 4, 3],
    ],
    output: [4, 4, 3],
    window: 'elementwise',
    like: () => layers.minimum(),
  },
  {
    inputs: [
      [4, 4, 3],
      [1, 1, 3],
    ],
    output: [4, 4, 3],
    like: () => layers.minimum(),
  },
  { inputs: [[4], [5]], problem: 'shapes 4 and 5 do not fit together' },
])

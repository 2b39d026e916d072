import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { multiply } from './multiply'

checkLayer(multiply, [
  {
    inputs: [
      [4, 4, 3],
      [4, 4, 3],
      [4, 4, 3],
    ],
    output: [4, 4, 3],
    window: 'elementwise',
    like: () => layers.multiply(),
  },
  {
    inputs: [
      [4, 4, 3],
      [1, 1, 3],
    ],
    output: [4, 4, 3],
  },
  {
    inputs: [
      [4, 4, 3],
      [4, 5, 3],
    ],
    problem: 'shapes 4×4×3 and 4×5×3 do not fit together',
  },
])

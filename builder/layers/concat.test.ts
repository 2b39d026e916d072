import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { concat } from './concat'

checkLayer(concat, [
  {
    inputs: [
      [4, 4, 3],
      [4, 4, 5],
    ],
    output: [4, 4, 8],
    window: 'elementwise',
    like: () => layers.concatenate(),
  },
  {
    options: { axis: 1 },
    inputs: [
      [4, 4, 3],
      [2, 4, 3],
    ],
    output: [6, 4, 3],
    window: 'global',
    like: () => layers.concatenate({ axis: 1 }),
  },
  {
    inputs: [
      [4, 4, 3],
      [4, 5, 3],
    ],
    problem: 'shapes 4×4×3 and 4×5×3 do not fit together',
  },
  { options: { axis: 2 }, inputs: [[4], [5]], problem: 'axis 2 is beyond the 1 axes of the inputs' },
  { options: { axis: 0 }, inputs: [[4], [5]], problem: 'axis must be integer other than 0, got 0' },
])

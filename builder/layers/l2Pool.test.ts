import { checkLayer } from '../../test/checkLayer'
import { l2Pool } from './l2Pool'

checkLayer(l2Pool, [
  {
    inputs: [[32, 32, 16]],
    output: [16, 16, 16],
    window: { size: [2, 2], stride: [2, 2], padding: [0, 0] },
  },
  { options: { poolSize: 3, strides: 2, ceilMode: true }, inputs: [[6, 6, 2]], output: [3, 3, 2] },
  { options: { poolSize: 3, strides: 2 }, inputs: [[6, 6, 2]], output: [2, 2, 2] },
  { options: { poolSize: 7 }, inputs: [[5, 9, 3]], problem: 'window 7×7 is larger than its 5×9 input' },
])

import { checkLayer } from '../../test/checkLayer'
import { maxPool2dWithIndices } from './maxPool2dWithIndices'

checkLayer(maxPool2dWithIndices, [
  {
    inputs: [[32, 48, 16]],
    outputs: [
      [16, 24, 16],
      [16, 24, 16],
    ],
    window: { size: [2, 2], stride: [2, 2], padding: [0, 0] },
  },
  {
    options: { poolSize: 3, strides: 2, padding: 1 },
    inputs: [[7, 7, 2]],
    outputs: [
      [4, 4, 2],
      [4, 4, 2],
    ],
    window: { size: [3, 3], stride: [2, 2], padding: [1, 1] },
  },
  { options: { poolSize: 9 }, inputs: [[5, 9, 3]], problem: 'window 9×9 is larger than its 5×9 input' },
])

import { checkLayer } from '../../test/checkLayer'
import { split } from './split'

checkLayer(split, [
  {
    options: { numOrSizeSplits: 1e6 },
    inputs: [[28, 28, 1e6]],
    problem: 'splits into at most 4,096 parts, got 1,000,000',
  },
  {
    options: { numOrSizeSplits: 2 },
    inputs: [[28, 28, 116]],
    outputs: [
      [28, 28, 58],
      [28, 28, 58],
    ],
    window: 'elementwise',
  },
  { options: { numOrSizeSplits: [1, 2, 3] }, inputs: [[6]], outputs: [[1], [2], [3]] },
  { options: { numOrSizeSplits: 4 }, inputs: [[6]], problem: '6 channels do not split into 4 equal parts' },
  { options: { numOrSizeSplits: [2, 3] }, inputs: [[6]], problem: '6 channels do not split into parts of 2 + 3' },
])

import { checkLayer } from '../../test/checkLayer'
import { slice } from './slice'

checkLayer(slice, [
  {
    options: { begin: [1, 2, 0], size: [4, -1, 3] },
    inputs: [[8, 8, 6]],
    output: [4, 6, 3],
    window: { size: [1, 1], stride: [1, 1], padding: [-1, -2] },
  },
  { options: { begin: [0, 0, 3], size: [-1, -1, 3] }, inputs: [[8, 8, 6]], output: [8, 8, 3], window: 'elementwise' },
  {
    options: { begin: [0, 0, 4], size: [-1, -1, 3] },
    inputs: [[8, 8, 6]],
    problem: 'takes 3 from 4 on of an axis of 6',
  },
  {
    options: { begin: [8, 0, 0], size: [-1, -1, -1] },
    inputs: [[8, 8, 6]],
    problem: 'takes 0 from 8 on of an axis of 8',
  },
  { options: { begin: [1], size: [1] }, inputs: [[8, 8, 6]], problem: 'needs one number for each of 3 axes, got 1' },
])

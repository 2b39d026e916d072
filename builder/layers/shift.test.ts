import { checkLayer } from '../../test/checkLayer'
import { shift } from './shift'

checkLayer(shift, [
  {
    options: { kernelSize: 3 },
    inputs: [[56, 56, 64]],
    output: [56, 56, 64],
    window: { size: [3, 3], stride: [1, 1], padding: [1, 1] },
  },
  {
    options: { kernelSize: [5, 3] },
    inputs: [[9, 9, 15]],
    output: [9, 9, 15],
    window: { size: [5, 3], stride: [1, 1], padding: [2, 1] },
  },
  // Eight channels are too few for nine displacements: all stay where they are.
  { options: { kernelSize: 3 }, inputs: [[9, 9, 8]], output: [9, 9, 8], window: 'elementwise' },
  { options: { kernelSize: 2 }, inputs: [[9, 9, 8]], problem: 'a window of 2 pixels has no centre to shift from' },
])

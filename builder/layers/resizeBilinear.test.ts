import { checkLayer } from '../../test/checkLayer'
import { resizeBilinear } from './resizeBilinear'

checkLayer(resizeBilinear, [
  // Twice as large: output 0 lies at −¼ and reads elements −1 and 0, the first of which is the border.
  {
    options: { size: [14, 14] },
    inputs: [[7, 7, 3]],
    output: [14, 14, 3],
    window: { size: [2, 2], stride: [0.5, 0.5], padding: [0.75, 0.75] },
  },
  {
    options: { size: [13, 7], coordinates: 'alignCorners' },
    inputs: [[7, 7, 3]],
    output: [13, 7, 3],
    window: { size: [2, 2], stride: [0.5, 1], padding: [0.5, 0.5] },
  },
  {
    options: { size: 0 },
    inputs: [[7, 7, 3]],
    problem: 'size must be integer of at least 1, or [height, width], got 0',
  },
])

import { checkLayer } from '../../test/checkLayer'
import { maxUnpool2d } from './maxUnpool2d'

checkLayer(maxUnpool2d, [
  // Row o comes from row ⌊o / 2⌋: the middle of the first is a quarter before the middle of element 0.
  {
    inputs: [
      [16, 24, 8],
      [16, 24, 8],
    ],
    output: [32, 48, 8],
    window: { size: [1, 1], stride: [0.5, 0.5], padding: [0.25, 0.25] },
  },
  // PyTorch's example: kernel 3, stride 2, 4×4 gives (4 − 1) · 2 + 3 = 9.
  {
    options: { poolSize: 3, strides: 2 },
    inputs: [
      [4, 4, 1],
      [4, 4, 1],
    ],
    output: [9, 9, 1],
  },
  {
    options: { poolSize: 3, strides: 2, padding: 1, outputSize: [8, 7] },
    inputs: [
      [4, 4, 1],
      [4, 4, 1],
    ],
    output: [8, 7, 1],
  },
  {
    inputs: [
      [4, 4, 1],
      [4, 5, 1],
    ],
    problem: 'indices must be 4×4×1, got 4×5×1',
  },
])

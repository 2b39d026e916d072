import { checkLayer } from '../../test/checkLayer'
import { deformableConv2d } from './deformableConv2d'

checkLayer(deformableConv2d, [
  // A 3×3 window has 9 taps: 18 offsets. Otherwise as the ordinary convolution: (3·3·8 + 1)·16.
  {
    options: { filters: 16, kernelSize: 3, padding: 'same' },
    inputs: [
      [10, 12, 8],
      [10, 12, 18],
    ],
    output: [10, 12, 16],
    parameters: 1168,
    formula: '(3·3·8 + 1)·16',
    macs: 3 * 3 * 8 * 16 * 10 * 12,
    window: 'global',
  },
  // Version 2 with a mask, two offset groups, strides: 2 · 2 · 9 offsets and 2 · 9 weights at 5×5 places.
  {
    options: { filters: 4, kernelSize: 3, strides: 2, padding: 1, offsetGroups: 2, useBias: false },
    inputs: [
      [9, 9, 6],
      [5, 5, 36],
      [5, 5, 18],
    ],
    output: [5, 5, 4],
    parameters: 216,
    formula: '3·3·6·4',
    macs: 3 * 3 * 6 * 4 * 25,
  },
  {
    options: { filters: 4, kernelSize: 3 },
    inputs: [
      [9, 9, 6],
      [9, 9, 18],
    ],
    problem: 'offsets must be 7×7×18, got 9×9×18',
  },
  {
    options: { filters: 4, kernelSize: 3 },
    inputs: [[9, 9, 6]],
    problem: 'takes a map, offsets and, if wanted, a mask, got 1 tensor',
  },
])

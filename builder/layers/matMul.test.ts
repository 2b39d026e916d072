import { checkLayer } from '../../test/checkLayer'
import { matMul } from './matMul'

checkLayer(matMul, [
  // Non-local block on 14×14 places with 256 inner channels: every place against every other.
  {
    options: { transposeB: true },
    inputs: [
      [196, 256],
      [196, 256],
    ],
    output: [196, 196],
    macs: 196 * 196 * 256,
    window: 'global',
  },
  {
    options: { transposeA: true },
    inputs: [
      [3, 5, 2],
      [1, 5, 7],
    ],
    output: [3, 2, 7],
    macs: 3 * 2 * 7 * 5,
  },
  {
    inputs: [
      [2, 3],
      [4, 5],
    ],
    problem: 'shapes 2×3 and 4×5 do not fit together',
  },
  { inputs: [[3], [3]], problem: 'shapes 3 and 3 do not fit together' },
])

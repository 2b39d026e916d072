import { checkBlock } from '../../test/checkBlock'
import { residual } from './residual'

checkBlock('residual', [
  {
    title: 'keeps the shape: two 3×3 convolutions, two normalisations',
    inputs: [[56, 56, 64]],
    build: x => residual(x, 64),
    outputs: [[56, 56, 64]],
    parameters: 2 * 9 * 64 * 64 + 2 * 2 * 64,
    macs: 2 * 9 * 64 * 64 * 56 * 56,
  },
  {
    title: 'halves and widens: a 1×1 projection with normalisation joins',
    inputs: [[56, 56, 64]],
    build: x => residual(x, 128, { strides: 2 }),
    outputs: [[28, 28, 128]],
    parameters: 9 * 64 * 128 + 9 * 128 * 128 + 64 * 128 + 3 * 2 * 128,
    macs: (9 * 64 * 128 + 9 * 128 * 128 + 64 * 128) * 28 * 28,
  },
])

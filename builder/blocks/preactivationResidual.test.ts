import { checkBlock } from '../../test/checkBlock'
import { preactivationResidual } from './preactivationResidual'

checkBlock('preactivationResidual', [
  {
    title: 'normalises its input',
    inputs: [[32, 32, 16]],
    build: x => preactivationResidual(x, 32, { strides: 2 }),
    outputs: [[16, 16, 32]],
    parameters: 2 * 16 + 9 * 16 * 32 + 2 * 32 + 9 * 32 * 32 + 16 * 32,
  },
])

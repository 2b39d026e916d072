import { checkBlock } from '../../test/checkBlock'
import { invertedResidual } from './invertedResidual'

checkBlock('invertedResidual', [
  {
    title: 'MobileNet v2, table 1 with t = 6: 56×56×24 stays',
    inputs: [[56, 56, 24]],
    build: x => invertedResidual(x, 24, { expanded: 144 }),
    outputs: [[56, 56, 24]],
    parameters: 24 * 144 + 9 * 144 + 144 * 24 + 2 * (144 + 144 + 24),
    macs: (24 * 144 + 9 * 144 + 144 * 24) * 56 * 56,
  },
  {
    title: 'strides in the depthwise convolution',
    inputs: [[56, 56, 24]],
    build: x => invertedResidual(x, 32, { expanded: 144, strides: 2 }),
    outputs: [[28, 28, 32]],
    parameters: 24 * 144 + 9 * 144 + 144 * 32 + 2 * (144 + 144 + 32),
    macs: 24 * 144 * 56 * 56 + (9 * 144 + 144 * 32) * 28 * 28,
  },
  {
    title: 'without widening there is no first convolution',
    inputs: [[112, 112, 32]],
    build: x => invertedResidual(x, 16, { expanded: 32 }),
    outputs: [[112, 112, 16]],
    parameters: 9 * 32 + 32 * 16 + 2 * (32 + 16),
  },
])

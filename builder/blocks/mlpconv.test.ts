import { checkBlock } from '../../test/checkBlock'
import { mlpconv } from './mlpconv'

checkBlock('mlpconv', [
  {
    title: 'the first of NIN for CIFAR',
    inputs: [[32, 32, 3]],
    build: x => mlpconv(x, [192, 160, 96], 5),
    outputs: [[32, 32, 96]],
    parameters: (25 * 3 + 1) * 192 + (192 + 1) * 160 + (160 + 1) * 96,
  },
])

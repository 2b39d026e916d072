import { checkBlock } from '../../test/checkBlock'
import { preactivationBottleneck } from './preactivationBottleneck'

checkBlock('preactivationBottleneck', [
  {
    title: 'keeps the shape without a projection',
    inputs: [[14, 14, 1024]],
    build: x => preactivationBottleneck(x, 256),
    outputs: [[14, 14, 1024]],
    parameters: 2 * 1024 + 1024 * 256 + 2 * 256 + 9 * 256 * 256 + 2 * 256 + 256 * 1024,
  },
  {
    title: 'projects without normalisation where the shape changes',
    inputs: [[14, 14, 1024]],
    build: x => preactivationBottleneck(x, 512, { strides: 2 }),
    outputs: [[7, 7, 2048]],
    parameters: 2 * 1024 + 1024 * 512 + 2 * 512 + 9 * 512 * 512 + 2 * 512 + 512 * 2048 + 1024 * 2048,
  },
])

import { checkBlock } from '../../test/checkBlock'
import { denseTransition } from './denseTransition'

checkBlock('denseTransition', [
  {
    title: 'halves map and channels',
    inputs: [[56, 56, 256]],
    build: x => denseTransition(x),
    outputs: [[28, 28, 128]],
    parameters: 2 * 256 + 256 * 128,
  },
])

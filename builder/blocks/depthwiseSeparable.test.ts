import { checkBlock } from '../../test/checkBlock'
import { depthwiseSeparable } from './depthwiseSeparable'

checkBlock('depthwiseSeparable', [
  {
    title: 'the last of MobileNet: 9·1024 and 1024² weights',
    inputs: [[7, 7, 1024]],
    build: x => depthwiseSeparable(x, 1024),
    outputs: [[7, 7, 1024]],
    parameters: 9 * 1024 + 1024 * 1024 + 2 * (1024 + 1024),
    macs: (9 * 1024 + 1024 * 1024) * 49,
  },
])

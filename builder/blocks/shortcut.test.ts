import { checkBlock } from '../../test/checkBlock'
import { shortcut } from './shortcut'

checkBlock('shortcut', [
  {
    title: 'a projection',
    inputs: [[32, 32, 16]],
    build: x => shortcut(x, 32, 2),
    outputs: [[16, 16, 32]],
    parameters: 16 * 32 + 2 * 32,
    macs: 16 * 16 * 16 * 32,
  },
  {
    title: 'zeros for the new channels, every second pixel of an odd map',
    inputs: [[7, 9, 3]],
    build: x => shortcut(x, 8, 2, { type: 'zeroPadding' }),
    outputs: [[4, 5, 8]],
    parameters: 0,
  },
])

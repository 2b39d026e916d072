import { checkBlock } from '../../test/checkBlock'
import { shuffleUnitV2 } from './shuffleUnitV2'

checkBlock('shuffleUnitV2', [
  {
    title: 'stays: half of 116 channels pass untouched',
    inputs: [[28, 28, 116]],
    build: x => shuffleUnitV2(x, 116),
    outputs: [[28, 28, 116]],
    parameters: 2 * 58 * 58 + 9 * 58 + 3 * 2 * 58,
  },
  {
    title: 'halves: both branches see all 24 channels',
    inputs: [[56, 56, 24]],
    build: x => shuffleUnitV2(x, 116, { strides: 2 }),
    outputs: [[28, 28, 116]],
    parameters: 9 * 24 + 24 * 58 + 2 * (24 + 58) + (24 * 58 + 9 * 58 + 58 * 58 + 3 * 2 * 58),
  },
])

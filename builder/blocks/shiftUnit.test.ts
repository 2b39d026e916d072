import { checkBlock } from '../../test/checkBlock'
import { shiftUnit } from './shiftUnit'

checkBlock('shiftUnit', [
  {
    title: 'stays: nothing but two 1×1 convolutions and two normalisations',
    inputs: [[56, 56, 64]],
    build: x => shiftUnit(x, 64, { expansion: 4 }),
    outputs: [[56, 56, 64]],
    parameters: 2 * 64 + 64 * 256 + 2 * 256 + 256 * 64,
    macs: 2 * 64 * 256 * 56 * 56,
  },
  {
    title: 'halves: the shortcut brings 64 of the 128 channels',
    inputs: [[56, 56, 64]],
    build: x => shiftUnit(x, 128, { strides: 2, expansion: 4 }),
    outputs: [[28, 28, 128]],
    parameters: 2 * 64 + 64 * 256 + 2 * 256 + 256 * 64,
  },
])

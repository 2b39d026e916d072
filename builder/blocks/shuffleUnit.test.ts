import { checkBlock } from '../../test/checkBlock'
import { shuffleUnit } from './shuffleUnit'

checkBlock('shuffleUnit', [
  {
    title: 'stays: 240 channels, bottleneck of 60, 3 groups',
    inputs: [[28, 28, 240]],
    build: x => shuffleUnit(x, 240, { groups: 3 }),
    outputs: [[28, 28, 240]],
    parameters: (240 * 60) / 3 + 9 * 60 + (60 * 240) / 3 + 2 * (60 + 60 + 240),
  },
  {
    title: 'halves: the shortcut brings 24 of the 240 channels; the first convolution is not grouped',
    inputs: [[56, 56, 24]],
    build: x => shuffleUnit(x, 240, { groups: 3, strides: 2, groupFirst: false }),
    outputs: [[28, 28, 240]],
    parameters: 24 * 60 + 9 * 60 + (60 * 216) / 3 + 2 * (60 + 60 + 216),
  },
])

import { checkBlock } from '../../test/checkBlock'
import { learnedGroupConv } from './learnedGroupConv'

checkBlock('learnedGroupConv', [
  {
    title: 'training: every weight is there',
    inputs: [[14, 14, 64]],
    build: x => learnedGroupConv(x, 128, { groups: 4 }),
    outputs: [[14, 14, 128]],
    parameters: 2 * 64 + 64 * 128,
  },
  {
    title: 'trained: a quarter of them in four groups of the kept channels',
    inputs: [[14, 14, 8]],
    build: x => learnedGroupConv(x, 128, { groups: 4, kept: [0, 5, 5, 1, 7, 2, 0, 3] }),
    outputs: [[14, 14, 128]],
    parameters: 2 * 8 + (8 * 128) / 4,
  },
])

import { checkBlock } from '../../test/checkBlock'
import { darknetConv } from './darknetConv'

checkBlock('darknetConv', [
  {
    title: 'strides with one pixel of border',
    inputs: [[416, 416, 32]],
    build: x => darknetConv(x, 64, 3, 2),
    outputs: [[208, 208, 64]],
    parameters: 9 * 32 * 64 + 2 * 64,
  },
])

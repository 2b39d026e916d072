import { checkBlock } from '../../test/checkBlock'
import { inceptionV1 } from './inceptionV1'

checkBlock('inceptionV1', [
  // GoogLeNet, table 1: 3a has 159K parameters (of 1024) and 128M operations; 163,328 weights are 159.5 · 1024, and biases are 368.
  {
    title: '3a of GoogLeNet',
    inputs: [[28, 28, 192]],
    build: x => inceptionV1(x, { conv1: 64, conv3: [96, 128], conv5: [16, 32], pool: 32 }),
    outputs: [[28, 28, 256]],
    parameters: 163_328 + 368,
    macs: 163_328 * 28 * 28,
  },
])

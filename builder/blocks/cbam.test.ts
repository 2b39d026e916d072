import { checkBlock } from '../../test/checkBlock'
import { cbam } from './cbam'

checkBlock('cbam', [
  {
    title: 'dense layers shared by both poolings, counted once and run twice; a 7×7 convolution of 2 channels',
    inputs: [[56, 56, 256]],
    build: x => cbam(x),
    outputs: [[56, 56, 256]],
    parameters: (256 + 1) * 16 + (16 + 1) * 256 + 7 * 7 * 2 + 2,
    macs: 2 * 2 * 256 * 16 + 7 * 7 * 2 * 56 * 56,
  },
])

import { checkBlock } from '../../test/checkBlock'
import { fire } from './fire'

checkBlock('fire', [
  // SqueezeNet 1.0, table 1: fire2 has 11,920 parameters.
  {
    title: 'fire2 of SqueezeNet 1.0',
    inputs: [[55, 55, 96]],
    build: x => fire(x, 16, 64),
    outputs: [[55, 55, 128]],
    parameters: 11_920,
  },
  {
    title: 'fire9 of SqueezeNet 1.0',
    inputs: [[13, 13, 512]],
    build: x => fire(x, 64, 256),
    outputs: [[13, 13, 512]],
    parameters: 197_184,
  },
])

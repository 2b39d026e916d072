import { checkBlock } from '../../test/checkBlock'
import { squeezeExcite } from './squeezeExcite'

checkBlock('squeezeExcite', [
  {
    title: '256 channels through 16 units',
    inputs: [[56, 56, 256]],
    build: x => squeezeExcite(x),
    outputs: [[56, 56, 256]],
    parameters: (256 + 1) * 16 + (16 + 1) * 256,
    macs: 2 * 256 * 16,
  },
  {
    title: 'given units, as in MobileNet v3',
    inputs: [[28, 28, 72]],
    build: x => squeezeExcite(x, { units: 24, gate: 'hardSigmoid' }),
    outputs: [[28, 28, 72]],
    parameters: (72 + 1) * 24 + (24 + 1) * 72,
  },
])

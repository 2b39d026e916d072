import { checkBlock } from '../../test/checkBlock'
import { convBatchNormRelu } from './convBatchNormRelu'

checkBlock('convBatchNormRelu', [
  {
    title: 'the stem of ResNet',
    inputs: [[224, 224, 3]],
    build: x => convBatchNormRelu(x, 64, 7, { strides: 2, padding: 3 }),
    outputs: [[112, 112, 64]],
    parameters: 9408 + 128,
    macs: 118_013_952,
  },
])

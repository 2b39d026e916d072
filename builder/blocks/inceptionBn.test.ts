import { checkBlock } from '../../test/checkBlock'
import { inceptionBn } from './inceptionBn'

checkBlock('inceptionBn', [
  {
    title: '3a of BN-Inception, convolutions without bias',
    inputs: [[28, 28, 192]],
    build: x => inceptionBn(x, { conv1: 64, conv3: [64, 64], double3: [64, 96], pool: 32 }),
    outputs: [[28, 28, 256]],
    parameters:
      192 * (64 + 64 + 64 + 32) + 9 * 64 * 64 + 9 * 64 * 96 + 9 * 96 * 96 + 2 * (64 + 64 + 64 + 64 + 96 + 96 + 32),
  },
  {
    title: '3c halves: no 1×1 branch, the pooling passes through',
    inputs: [[28, 28, 320]],
    build: x => inceptionBn(x, { conv1: 0, conv3: [128, 160], double3: [64, 96], pool: 0 }, { strides: 2 }),
    outputs: [[14, 14, 576]],
    parameters: 320 * (128 + 64) + 9 * 128 * 160 + 9 * 64 * 96 + 9 * 96 * 96 + 2 * (128 + 160 + 64 + 96 + 96),
  },
])

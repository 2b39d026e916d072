import { checkBlock } from '../../test/checkBlock'
import { denseBlock } from './denseBlock'

checkBlock('denseBlock', [
  {
    title: 'two layers with bottleneck, growth 32',
    inputs: [[56, 56, 64]],
    build: x => denseBlock(x, 2, 32),
    outputs: [[56, 56, 128]],
    parameters: 2 * 64 + 64 * 128 + 2 * 128 + 9 * 128 * 32 + (2 * 96 + 96 * 128 + 2 * 128 + 9 * 128 * 32),
  },
  {
    title: 'plain, with dropout',
    inputs: [[32, 32, 24]],
    build: x => denseBlock(x, 2, 12, { bottleneck: false, dropout: 0.2 }),
    outputs: [[32, 32, 48]],
    parameters: 2 * 24 + 9 * 24 * 12 + 2 * 36 + 9 * 36 * 12,
  },
])

import { checkBlock } from '../../test/checkBlock'
import { selectiveKernel } from './selectiveKernel'

checkBlock('selectiveKernel', [
  {
    title: 'SK[2, 32, 16] on 128 channels: the vector has at least 32 units',
    inputs: [[56, 56, 128]],
    build: x => selectiveKernel(x, 128),
    outputs: [[56, 56, 128]],
    parameters: 2 * ((9 * 128 * 128) / 32 + 2 * 128) + 128 * 32 + 2 * 32 + 32 * 256,
  },
  {
    title: 'strides, three paths, 1024 / 16 units',
    inputs: [[14, 14, 1024]],
    build: x => selectiveKernel(x, 1024, { strides: 2, paths: 3 }),
    outputs: [[7, 7, 1024]],
    parameters: 3 * ((9 * 1024 * 1024) / 32 + 2 * 1024) + 1024 * 64 + 2 * 64 + 64 * 3 * 1024,
  },
])

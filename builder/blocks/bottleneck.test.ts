import { checkBlock } from '../../test/checkBlock'
import { bottleneck } from './bottleneck'

checkBlock('bottleneck', [
  {
    title: 'conv2_x of ResNet-50 after its first block',
    inputs: [[56, 56, 256]],
    build: x => bottleneck(x, 64),
    outputs: [[56, 56, 256]],
    parameters: 256 * 64 + 9 * 64 * 64 + 64 * 256 + 2 * (64 + 64 + 256),
  },
  {
    title: 'version 1.5 strides in the 3×3: the first 1×1 still sees the large map',
    inputs: [[56, 56, 256]],
    build: x => bottleneck(x, 128, { strides: 2 }),
    outputs: [[28, 28, 512]],
    parameters: 256 * 128 + 9 * 128 * 128 + 128 * 512 + 256 * 512 + 2 * (128 + 128 + 512 + 512),
    macs: 256 * 128 * 56 * 56 + (9 * 128 * 128 + 128 * 512 + 256 * 512) * 28 * 28,
  },
  {
    title: 'version 1 strides in the first 1×1',
    inputs: [[56, 56, 256]],
    build: x => bottleneck(x, 128, { strides: 2, version: 1 }),
    outputs: [[28, 28, 512]],
    parameters: 256 * 128 + 9 * 128 * 128 + 128 * 512 + 256 * 512 + 2 * (128 + 128 + 512 + 512),
    macs: (256 * 128 + 9 * 128 * 128 + 128 * 512 + 256 * 512) * 28 * 28,
  },
  {
    title: 'ResNeXt 32×4d: about as many parameters as the ResNet block (Xie et al., §1: 70k)',
    inputs: [[56, 56, 256]],
    build: x => bottleneck(x, 128, { filters: 256, groups: 32 }),
    outputs: [[56, 56, 256]],
    parameters: 256 * 128 + (9 * 128 * 128) / 32 + 128 * 256 + 2 * (128 + 128 + 256),
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { depthwiseConv2d } from './depthwiseConv2d'

checkLayer(depthwiseConv2d, [
  // MobileNet, table 1: the second and third depthwise layer, which have no bias.
  {
    options: { kernelSize: 3, padding: 'same', useBias: false },
    inputs: [[112, 112, 32]],
    output: [112, 112, 32],
    parameters: 288,
    formula: '3·3·32',
    macs: 3_612_672,
    window: { size: [3, 3], stride: [1, 1], padding: [1, 1] },
    like: () => layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', useBias: false }),
  },
  {
    options: { kernelSize: 3, strides: 2, padding: 'same', useBias: false },
    inputs: [[112, 112, 64]],
    output: [56, 56, 64],
    parameters: 576,
    formula: '3·3·64',
    macs: 1_806_336,
    window: { size: [3, 3], stride: [2, 2], padding: [0, 0] },
    like: () => layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', useBias: false }),
  },
  {
    options: { kernelSize: [3, 2], depthMultiplier: 2 },
    inputs: [[8, 6, 5]],
    output: [6, 5, 10],
    parameters: 70,
    formula: '(3·2 + 1)·5·2',
    macs: 3 * 2 * 10 * 6 * 5,
    like: () => layers.depthwiseConv2d({ kernelSize: [3, 2], depthMultiplier: 2 }),
  },
  { options: { kernelSize: 7 }, inputs: [[5, 9, 3]], problem: 'window 7×7 is larger than its 5×9 input' },
])

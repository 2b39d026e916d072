import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { conv2d } from './conv2d'

checkLayer(conv2d, [
  // The worked example: (8·3·3 + 1)·16 = 1,168.
  {
    options: { filters: 16, kernelSize: 3, padding: 'same' },
    inputs: [[32, 24, 8]],
    output: [32, 24, 16],
    parameters: 1168,
    formula: '(3·3·8 + 1)·16',
    macs: 3 * 3 * 8 * 16 * 32 * 24,
    window: { size: [3, 3], stride: [1, 1], padding: [1, 1] },
    like: () => layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same' }),
  },
  {
    options: { filters: 4, kernelSize: [3, 5], strides: [2, 1], dilationRate: 1, useBias: false },
    inputs: [[9, 8, 3]],
    output: [4, 4, 4],
    parameters: 180,
    formula: '3·5·3·4',
    macs: 180 * 16,
    like: () => layers.conv2d({ filters: 4, kernelSize: [3, 5], strides: [2, 1], useBias: false }),
  },
  {
    options: { filters: 4, kernelSize: 3, dilationRate: 2 },
    inputs: [[9, 9, 3]],
    output: [5, 5, 4],
    parameters: 112,
    formula: '(3·3·3 + 1)·4',
    macs: 108 * 25,
    window: { size: [5, 5], stride: [1, 1], padding: [0, 0] },
    like: () => layers.conv2d({ filters: 4, kernelSize: 3, dilationRate: 2 }),
  },
  // AlexNet's second layer: two groups, half the weights (Caffe: 307,456).
  {
    options: { filters: 256, kernelSize: 5, padding: 2, groups: 2 },
    inputs: [[27, 27, 96]],
    output: [27, 27, 256],
    parameters: 307_456,
    formula: '(5·5·48 + 1)·256',
    macs: 223_948_800,
    window: { size: [5, 5], stride: [1, 1], padding: [2, 2] },
  },
  {
    options: { filters: 4, kernelSize: 3, groups: 2 },
    inputs: [[9, 9, 3]],
    problem: '2 groups do not divide 3 input channels',
  },
  {
    options: { filters: 3, kernelSize: 3, groups: 2 },
    inputs: [[9, 9, 4]],
    problem: '2 groups do not divide 3 filters',
  },
  { options: { filters: 4, kernelSize: 7 }, inputs: [[5, 9, 3]], problem: 'window 7×7 is larger than its 5×9 input' },
])

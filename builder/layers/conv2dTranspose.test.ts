import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { conv2dTranspose } from './conv2dTranspose'

checkLayer(conv2dTranspose, [
  // U-Net's up-convolution, and the window one element comes from: half an element wide each way.
  {
    options: { filters: 512, kernelSize: 2, strides: 2 },
    inputs: [[28, 28, 1024]],
    output: [56, 56, 512],
    parameters: (4 * 1024 + 1) * 512,
    formula: '(2·2·1024 + 1)·512',
    macs: 4 * 1024 * 512 * 28 * 28,
    window: { size: [1, 1], stride: [0.5, 0.5], padding: [0.25, 0.25] },
  },
  {
    options: { filters: 4, kernelSize: 4, strides: 2, useBias: false },
    inputs: [[16, 16, 4]],
    output: [34, 34, 4],
    parameters: 256,
    formula: '4·4·4·4',
    macs: 256 * 16 * 16,
    window: { size: [2, 2], stride: [0.5, 0.5], padding: [1.25, 1.25] },
    like: () => layers.conv2dTranspose({ filters: 4, kernelSize: 4, strides: 2, useBias: false }),
  },
  {
    options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same' },
    inputs: [[5, 7, 3]],
    output: [10, 14, 2],
    parameters: 56,
    formula: '(3·3·3 + 1)·2',
    macs: 27 * 2 * 35,
    like: () => layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }),
  },
  // Strides larger than the window leave gaps.
  {
    options: { filters: 2, kernelSize: 2, strides: 3 },
    inputs: [[5, 5, 1]],
    output: [15, 15, 2],
    parameters: 10,
    formula: '(2·2·1 + 1)·2',
    macs: 8 * 25,
    like: () => layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 3 }),
  },
  // PyTorch's: (4 − 1) · 2 + 4 − 2 = 8.
  {
    options: { filters: 1, kernelSize: 4, strides: 2, padding: 1, useBias: false },
    inputs: [[4, 4, 1]],
    output: [8, 8, 1],
    parameters: 16,
    formula: '4·4·1·1',
    macs: 256,
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { conv3d } from './conv3d'

checkLayer(conv3d, [
  // C3D's first layer: (3·3·3·3 + 1)·64 = 5,248.
  {
    options: { filters: 64, kernelSize: 3, padding: 'same' },
    inputs: [[4, 6, 5, 3]],
    output: [4, 6, 5, 64],
    parameters: 5248,
    formula: '(3·3·3·3 + 1)·64',
    macs: 81 * 64 * 120,
    window: 'unknown',
    like: () => layers.conv3d({ filters: 64, kernelSize: 3, padding: 'same' }),
  },
  {
    options: { filters: 2, kernelSize: [1, 2, 3], strides: [1, 2, 2], useBias: false },
    inputs: [[4, 7, 8, 3]],
    output: [4, 3, 3, 2],
    parameters: 36,
    formula: '1·2·3·3·2',
    macs: 36 * 36,
    like: () => layers.conv3d({ filters: 2, kernelSize: [1, 2, 3], strides: [1, 2, 2], useBias: false }),
  },
  {
    options: { filters: 2, kernelSize: [2, 3, 3], dilationRate: [3, 1, 2] },
    inputs: [[4, 7, 8, 1]],
    output: [1, 5, 4, 2],
    parameters: 38,
    formula: '(2·3·3·1 + 1)·2',
    macs: 720,
    like: () => layers.conv3d({ filters: 2, kernelSize: [2, 3, 3], dilationRate: [3, 1, 2] as unknown as number }),
  },
  {
    options: { filters: 2, kernelSize: 5 },
    inputs: [[4, 7, 8, 3]],
    problem: 'window 5×5×5 is larger than its 4×7×8 input',
  },
  {
    options: { filters: 2, kernelSize: [3, 3] },
    inputs: [[4, 7, 8, 3]],
    problem: 'kernelSize must be integer of at least 1, or [depth, height, width], got [3, 3]',
  },
  {
    options: { filters: 2, kernelSize: 3 },
    inputs: [[7, 8, 3]],
    problem: 'needs a volume of depth×height×width×channels, got a map of height×width×channels',
  },
])

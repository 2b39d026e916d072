import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { conv3dTranspose } from './conv3dTranspose'

checkLayer(conv3dTranspose, [
  {
    options: { filters: 4, kernelSize: 3, strides: 2, padding: 'same' },
    inputs: [[2, 3, 4, 5]],
    output: [4, 6, 8, 4],
    parameters: 544,
    formula: '(3·3·3·5 + 1)·4',
    macs: 540 * 24,
    window: 'unknown',
    like: () => layers.conv3dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }) as never,
  },
  {
    options: { filters: 2, kernelSize: [2, 3, 1], strides: [1, 2, 3], useBias: false },
    inputs: [[2, 3, 4, 1]],
    output: [3, 7, 12, 2],
    parameters: 12,
    formula: '2·3·1·1·2',
    macs: 288,
    like: () =>
      layers.conv3dTranspose({ filters: 2, kernelSize: [2, 3, 1], strides: [1, 2, 3], useBias: false }) as never,
  },
  {
    options: { filters: 2, kernelSize: 3 },
    inputs: [[7, 8, 3]],
    problem: 'needs a volume of depth×height×width×channels, got a map of height×width×channels',
  },
])

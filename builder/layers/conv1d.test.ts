import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { conv1d } from './conv1d'

checkLayer(conv1d, [
  // (3·4 + 1)·8 = 104; 12·8 multiply-adds at each of 10 places.
  {
    options: { filters: 8, kernelSize: 3 },
    inputs: [[12, 4]],
    output: [10, 8],
    parameters: 104,
    formula: '(3·4 + 1)·8',
    macs: 960,
    window: { size: [3, 1], stride: [1, 1], padding: [0, 0] },
    like: () => layers.conv1d({ filters: 8, kernelSize: 3 }),
  },
  {
    options: { filters: 2, kernelSize: [5], strides: [2], padding: 'same', useBias: false },
    inputs: [[11, 3]],
    output: [6, 2],
    parameters: 30,
    formula: '5·3·2',
    macs: 180,
    window: { size: [5, 1], stride: [2, 1], padding: [2, 0] },
    like: () => layers.conv1d({ filters: 2, kernelSize: [5], strides: [2], padding: 'same', useBias: false }),
  },
  {
    options: { filters: 2, kernelSize: 3, dilationRate: 4, activation: 'relu' },
    inputs: [[11, 3]],
    output: [3, 2],
    parameters: 20,
    formula: '(3·3 + 1)·2',
    macs: 54,
    window: { size: [9, 1], stride: [1, 1], padding: [0, 0] },
    like: () => layers.conv1d({ filters: 2, kernelSize: 3, dilationRate: 4, activation: 'relu' }),
  },
  // WaveNet: kernel 2, dilation 8, causal: the first of 9 taps lies 8 elements before the first element.
  {
    options: { filters: 2, kernelSize: 2, dilationRate: 8, padding: 'causal' },
    inputs: [[16, 1]],
    output: [16, 2],
    parameters: 6,
    formula: '(2·1 + 1)·2',
    macs: 64,
    window: { size: [9, 1], stride: [1, 1], padding: [8, 0] },
  },
  {
    options: { filters: 2, kernelSize: 12 },
    inputs: [[11, 3]],
    problem: 'window of 12 is longer than its input of 11',
  },
  {
    options: { filters: 2, kernelSize: [3, 3] },
    inputs: [[11, 3]],
    problem: 'kernelSize must be integer of at least 1, got [3, 3]',
  },
  {
    options: { filters: 2, kernelSize: 3 },
    inputs: [[8, 8, 3]],
    problem: 'needs a sequence of length×channels, got a map of height×width×channels',
  },
  {
    options: { filters: 2, kernelSize: 3 },
    inputs: [[8]],
    problem: 'needs a sequence of length×channels, got a vector',
  },
])

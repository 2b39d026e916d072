import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { dot } from './dot'

checkLayer(dot, [
  {
    options: { axes: -1 },
    inputs: [[6], [6]],
    output: [1],
    macs: 6,
    window: 'global',
    like: () => layers.dot({ axes: -1 }),
  },
  {
    options: { axes: 1, normalize: true },
    inputs: [[6], [6]],
    output: [1],
    macs: 6,
    like: () => layers.dot({ axes: 1, normalize: true }),
  },
  {
    options: { axes: [2, 1] },
    inputs: [
      [5, 3],
      [3, 4],
    ],
    output: [5, 4],
    macs: 60,
    like: () => layers.dot({ axes: [2, 1] }),
  },
  {
    options: { axes: -1 },
    inputs: [
      [5, 3],
      [4, 3],
    ],
    output: [5, 4],
    macs: 60,
    like: () => layers.dot({ axes: -1 }),
  },
  { options: { axes: 1 }, inputs: [[5, 3], [5]], output: [3], macs: 15, like: () => layers.dot({ axes: 1 }) },
  { options: { axes: -1 }, inputs: [[6], [5]], problem: 'the sizes along the axes differ: 6 and 5' },
  { options: { axes: 3 }, inputs: [[6], [6]], problem: 'axes 3 and 3 are beyond the axes of the inputs' },
  { options: { axes: 1 }, inputs: [[6], [6], [6]], problem: 'takes two tensors, got 3 tensors' },
  {
    options: { axes: 1 },
    inputs: [[2, 2, 6], [6]],
    problem: 'needs a vector or a sequence, got a map of height×width×channels',
  },
  { options: { axes: 0 }, inputs: [[6], [6]], problem: 'axes must be integer other than 0, or an array of two, got 0' },
])

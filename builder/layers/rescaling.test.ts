import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { rescaling } from './rescaling'

checkLayer(rescaling, [
  {
    options: { scale: 1 / 255, offset: -1 },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.rescaling({ scale: 1 / 255, offset: -1 }),
  },
  {
    options: { scale: 1 / 255, offset: -1 },
    inputs: [[5, 10]],
    output: [5, 10],
    like: () => layers.rescaling({ scale: 1 / 255, offset: -1 }),
  },
  {
    options: { scale: [1, 2, 4], offset: [0, -1, 0.5] },
    inputs: [[4, 3, 3]],
    output: [4, 3, 3],
    window: 'elementwise',
  },
  { options: { scale: [1, 2, 4] }, inputs: [[4, 3, 2]], problem: 'there are 3 numbers for 2 channels' },
  { options: { scale: 1, offset: [1] }, inputs: [[10]], problem: 'there are 1 numbers for 10 channels' },
  {
    options: { scale: ['1'] },
    inputs: [[1]],
    problem: "scale must be number, or array of numbers, one a channel, got ['1']",
  },
  {
    options: { offset: 1 },
    inputs: [[10]],
    problem: 'rescaling needs scale: number, or array of numbers, one a channel',
  },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { avgPool1d } from './avgPool1d'

checkLayer(avgPool1d, [
  {
    inputs: [[9, 3]],
    output: [4, 3],
    window: { size: [2, 1], stride: [2, 1], padding: [0, 0] },
    like: () => layers.averagePooling1d({} as never),
  },
  {
    options: { poolSize: [3], strides: 2, padding: 'same' },
    inputs: [[9, 3]],
    output: [5, 3],
    window: { size: [3, 1], stride: [2, 1], padding: [1, 0] },
    like: () => layers.averagePooling1d({ poolSize: [3] as unknown as number, strides: 2, padding: 'same' }),
  },
  { options: { poolSize: 10 }, inputs: [[9, 3]], problem: 'window of 10 is longer than its input of 9' },
  { inputs: [[9, 9, 3]], problem: 'needs a sequence of length×channels, got a map of height×width×channels' },
])

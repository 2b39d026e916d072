import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { globalMaxPool2d } from './globalMaxPool2d'

checkLayer(globalMaxPool2d, [
  {
    inputs: [[7, 5, 12]],
    output: [12],
    window: 'global',
    like: () => layers.globalMaxPooling2d({ dataFormat: 'channelsLast' }),
  },
  { options: { keepDims: true }, inputs: [[7, 5, 12]], output: [1, 1, 12] },
  { inputs: [[12]], problem: 'needs a map of height×width×channels, got a vector' },
])

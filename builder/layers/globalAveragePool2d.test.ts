import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { globalAveragePool2d } from './globalAveragePool2d'

checkLayer(globalAveragePool2d, [
  {
    inputs: [[7, 5, 12]],
    output: [12],
    window: 'global',
    like: () => layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }),
  },
  { options: { keepDims: true }, inputs: [[7, 5, 12]], output: [1, 1, 12] },
  { inputs: [[12]], problem: 'needs a map of height×width×channels, got a vector' },
])

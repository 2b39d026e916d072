import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { spatialDropout1d } from './spatialDropout1d'

checkLayer(spatialDropout1d, [
  {
    options: { rate: 0.5 },
    inputs: [[9, 3]],
    output: [9, 3],
    window: 'elementwise',
    like: () => layers.spatialDropout1d({ rate: 0.5 }),
  },
  { options: { rate: 0.5 }, inputs: [[3]], problem: 'needs a sequence of length×channels, got a vector' },
  { options: { rate: 2 }, inputs: [[9, 3]], problem: 'rate must be number from 0, below 1, got 2' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { gaussianNoise } from './gaussianNoise'

checkLayer(gaussianNoise, [
  {
    options: { stddev: 1 },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.gaussianNoise({ stddev: 1 }),
  },
  { options: { stddev: 1 }, inputs: [[5, 10]], output: [5, 10], like: () => layers.gaussianNoise({ stddev: 1 }) },
  { options: {}, inputs: [[10]], problem: 'gaussianNoise needs stddev: number' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { leakyRelu } from './leakyRelu'

checkLayer(leakyRelu, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.leakyReLU({ alpha: 0.3 }) },
  { inputs: [[10]], output: [10], like: () => layers.leakyReLU({ alpha: 0.3 }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'leakyRelu has no option slope' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { relu } from './relu'

checkLayer(relu, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.reLU() },
  { inputs: [[10]], output: [10], like: () => layers.reLU() },
  { options: { slope: 1 }, inputs: [[10]], problem: 'relu has no option slope' },
])

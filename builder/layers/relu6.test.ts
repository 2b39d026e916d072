import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { relu6 } from './relu6'

checkLayer(relu6, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.reLU({ maxValue: 6 }) },
  { inputs: [[10]], output: [10], like: () => layers.reLU({ maxValue: 6 }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'relu6 has no option slope' },
])

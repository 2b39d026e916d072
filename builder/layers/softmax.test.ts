import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { softmax } from './softmax'

checkLayer(softmax, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.softmax() },
  { inputs: [[10]], output: [10], like: () => layers.softmax() },
  { options: { slope: 1 }, inputs: [[10]], problem: 'softmax has no option slope' },
  { options: { axis: 1 }, inputs: [[4, 3, 8]], output: [4, 3, 8], like: () => layers.softmax({ axis: 1 }) },
  { options: { axis: 2 }, inputs: [[10]], problem: 'axis 2 is beyond the 1 axes of the input' },
])

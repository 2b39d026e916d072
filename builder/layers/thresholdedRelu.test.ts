import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { thresholdedRelu } from './thresholdedRelu'

checkLayer(thresholdedRelu, [
  { options: {}, inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.thresholdedReLU() },
  { options: {}, inputs: [[5, 10]], output: [5, 10], like: () => layers.thresholdedReLU() },
  { options: { theta: 'a' }, inputs: [[10]], problem: "theta must be number, got 'a'" },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { masking } from './masking'

checkLayer(masking, [
  { options: {}, inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.masking() },
  { options: {}, inputs: [[5, 10]], output: [5, 10], like: () => layers.masking() },
  { options: { maskValue: 'a' }, inputs: [[10]], problem: "maskValue must be number, got 'a'" },
])

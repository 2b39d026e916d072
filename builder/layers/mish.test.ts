import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { mish } from './mish'

checkLayer(mish, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'mish' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'mish' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'mish has no option slope' },
])

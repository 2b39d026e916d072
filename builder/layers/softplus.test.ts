import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { softplus } from './softplus'

checkLayer(softplus, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'softplus' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'softplus' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'softplus has no option slope' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { selu } from './selu'

checkLayer(selu, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'selu' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'selu' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'selu has no option slope' },
])

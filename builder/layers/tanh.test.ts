import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { tanh } from './tanh'

checkLayer(tanh, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'tanh' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'tanh' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'tanh has no option slope' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { sigmoid } from './sigmoid'

checkLayer(sigmoid, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'sigmoid' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'sigmoid' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'sigmoid has no option slope' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { softsign } from './softsign'

checkLayer(softsign, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'softsign' }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'softsign' }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'softsign has no option slope' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { logSoftmax } from './logSoftmax'

checkLayer(logSoftmax, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'logSoftmax' as never }),
  },
  { inputs: [[10]], output: [10], like: () => layers.activation({ activation: 'logSoftmax' as never }) },
  { options: { slope: 1 }, inputs: [[10]], problem: 'logSoftmax has no option slope' },
])

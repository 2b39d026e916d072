import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { swish } from './swish'

checkLayer(swish, [
  {
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.activation({ activation: 'swish' }),
  },
  { options: { alpha: 1 }, inputs: [[9]], problem: 'swish has no option alpha' },
])

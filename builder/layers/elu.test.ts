import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { elu } from './elu'

checkLayer(elu, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise', like: () => layers.elu() },
  { options: { alpha: 0.5 }, inputs: [[9]], output: [9] },
  { options: { alpha: true }, inputs: [[9]], problem: 'alpha must be number, got true' },
])

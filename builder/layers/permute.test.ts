import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { permute } from './permute'

checkLayer(permute, [
  {
    options: { dims: [3, 1, 2] },
    inputs: [[4, 5, 6]],
    output: [6, 4, 5],
    window: 'unknown',
    like: () => layers.permute({ dims: [3, 1, 2] }),
  },
  { options: { dims: [1, 2, 3] }, inputs: [[4, 5, 6]], output: [4, 5, 6], window: 'elementwise' },
  { options: { dims: [2, 1, 2] }, inputs: [[4, 5, 6]], problem: '[2, 1, 2] does not name each of the 3 axes once' },
  { options: { dims: [2, 1] }, inputs: [[4, 5, 6]], problem: '[2, 1] does not name each of the 3 axes once' },
])

import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { reshape } from './reshape'

checkLayer(reshape, [
  {
    options: { targetShape: [35, 8] },
    inputs: [[7, 5, 8]],
    output: [35, 8],
    window: 'global',
    like: () => layers.reshape({ targetShape: [35, 8] }),
  },
  {
    options: { targetShape: [-1, 4] },
    inputs: [[7, 5, 8]],
    output: [70, 4],
  },
  { options: { targetShape: [1, 1, 8] }, inputs: [[8]], output: [1, 1, 8], window: 'elementwise' },
  {
    options: { targetShape: [-1, 3] },
    inputs: [[7, 5, 8]],
    problem: '7×5×8 has 280 elements, which do not fill ?×3',
  },
  { options: { targetShape: [9] }, inputs: [[8]], problem: '8 has 8 elements, which do not fill 9' },
])

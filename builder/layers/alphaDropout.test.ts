import { layers } from '@tensorflow/tfjs-layers'
import { checkLayer } from '../../test/checkLayer'
import { alphaDropout } from './alphaDropout'

checkLayer(alphaDropout, [
  {
    options: { rate: 0.2 },
    inputs: [[4, 3, 8]],
    output: [4, 3, 8],
    window: 'elementwise',
    like: () => layers.alphaDropout({ rate: 0.2 }),
  },
  { options: { rate: 0.2 }, inputs: [[5, 10]], output: [5, 10], like: () => layers.alphaDropout({ rate: 0.2 }) },
  { options: { rate: -1 }, inputs: [[10]], problem: 'rate must be number from 0, below 1, got -1' },
])

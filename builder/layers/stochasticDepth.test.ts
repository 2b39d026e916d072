import { checkLayer } from '../../test/checkLayer'
import { stochasticDepth } from './stochasticDepth'

checkLayer(stochasticDepth, [
  { options: { rate: 0.2 }, inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise' },
  { options: { rate: 1 }, inputs: [[4]], problem: 'rate must be number from 0, below 1, got 1' },
  { inputs: [[4]], problem: 'stochasticDepth needs rate: number from 0, below 1' },
])

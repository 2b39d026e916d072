import { checkLayer } from '../../test/checkLayer'
import { subtract } from './subtract'

checkLayer(subtract, [
  { inputs: [[4096], [4096]], output: [4096], window: 'elementwise' },
  { inputs: [[4], [4], [4]], problem: 'takes two tensors, got 3 tensors' },
  { inputs: [[4], [5]], problem: 'shapes 4 and 5 do not fit together' },
])

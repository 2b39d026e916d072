import { checkLayer } from '../../test/checkLayer'
import { hardSigmoid } from './hardSigmoid'

checkLayer(hardSigmoid, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise' },
  { options: { alpha: 1 }, inputs: [[9]], problem: 'hardSigmoid has no option alpha' },
])

import { checkLayer } from '../../test/checkLayer'
import { hardSwish } from './hardSwish'

checkLayer(hardSwish, [
  { inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise' },
  { options: { alpha: 1 }, inputs: [[9]], problem: 'hardSwish has no option alpha' },
])

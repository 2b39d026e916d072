import { checkLayer } from '../../test/checkLayer'
import { gelu } from './gelu'

checkLayer(gelu, [
  { options: { approximate: true }, inputs: [[4, 3, 8]], output: [4, 3, 8], window: 'elementwise' },
  { options: { approximate: 'tanh' }, inputs: [[9]], problem: "approximate must be boolean, got 'tanh'" },
])

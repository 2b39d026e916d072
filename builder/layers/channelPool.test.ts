import { checkLayer } from '../../test/checkLayer'
import { channelPool } from './channelPool'

checkLayer(channelPool, [
  { options: { method: 'max' }, inputs: [[14, 14, 512]], output: [14, 14, 1], window: 'elementwise' },
  { options: { method: 'sum' }, inputs: [[9]], problem: "method must be 'average' or 'max', got 'sum'" },
])

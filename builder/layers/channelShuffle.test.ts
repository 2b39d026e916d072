import { checkLayer } from '../../test/checkLayer'
import { channelShuffle } from './channelShuffle'

checkLayer(channelShuffle, [
  { options: { groups: 3 }, inputs: [[28, 28, 240]], output: [28, 28, 240], window: 'elementwise' },
  { options: { groups: 4 }, inputs: [[28, 28, 6]], problem: '4 groups do not divide 6 input channels' },
])

import { checkLayer } from '../../test/checkLayer'
import { padChannels } from './padChannels'

checkLayer(padChannels, [
  { options: { before: 8, after: 8 }, inputs: [[16, 16, 16]], output: [16, 16, 32], window: 'elementwise' },
  { options: { after: 3 }, inputs: [[4]], output: [7], window: 'elementwise' },
  { inputs: [[4, 5, 6]], output: [4, 5, 6] },
  { options: { before: -1 }, inputs: [[4, 5, 6]], problem: 'before must be integer of at least 0, got -1' },
])

import { checkLayer } from '../../test/checkLayer'
import { gatherChannels } from './gatherChannels'

checkLayer(gatherChannels, [
  { options: { indices: [2, 0, 2, 1, 1] }, inputs: [[6, 6, 3]], output: [6, 6, 5], window: 'elementwise' },
  {
    options: { indices: [0, 3] },
    inputs: [[6, 6, 3]],
    problem: 'index 3 is beyond the 3 channels, which are counted from 0',
  },
])

import { checkComputation } from '../checks/checkComputation'
import { channelShuffle } from './channelShuffle'

checkComputation(channelShuffle, [
  {
    options: { groups: 2 },
    inputs: [[2, 1, 6]],
    naive: ([map]) => [0, 1].flatMap(row => [0, 3, 1, 4, 2, 5].map(channel => map.at(row, 0, channel))),
  },
])

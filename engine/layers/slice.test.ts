import { checkComputation } from '../checks/checkComputation'
import { slice } from './slice'

checkComputation(slice, [
  {
    options: { begin: [1, 0, 2], size: [2, -1, 1] },
    inputs: [[4, 2, 3]],
    naive: ([map]) => [map.at(1, 0, 2), map.at(1, 1, 2), map.at(2, 0, 2), map.at(2, 1, 2)],
  },
])

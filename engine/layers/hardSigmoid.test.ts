import { checkComputation } from '../checks/checkComputation'
import { hardSigmoid } from './hardSigmoid'

// 300 numbers reach from −4.5 to 4.5, beyond both ends.
checkComputation(hardSigmoid, [
  { inputs: [[10, 10, 3]], naive: ([{ values }]) => [...values].map(x => Math.min(Math.max(x + 3, 0), 6) / 6) },
])

import { checkComputation } from '../checks/checkComputation'
import { hardSwish } from './hardSwish'

// 300 numbers reach from −4.5 to 4.5, beyond both ends.
checkComputation(hardSwish, [
  { inputs: [[10, 10, 3]], naive: ([{ values }]) => [...values].map(x => (x * Math.min(Math.max(x + 3, 0), 6)) / 6) },
])

import { checkComputation } from '../checks/checkComputation'
import { swish } from './swish'

checkComputation(swish, [
  { inputs: [[4, 5, 3]], naive: ([{ values }]) => [...values].map(x => x / (1 + Math.exp(-x))) },
])

import { checkComputation } from '../checks/checkComputation'
import { scaleBy } from './scaleBy'

checkComputation(scaleBy, [
  { options: { factor: -0.2 }, inputs: [[4, 5, 3]], naive: ([{ values }]) => [...values].map(x => -0.2 * x) },
])

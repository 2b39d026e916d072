import { checkComputation } from '../checks/checkComputation'
import { layerScale } from './layerScale'

checkComputation(layerScale, [
  {
    inputs: [[3, 2, 4]],
    naive: ([{ values }], { gamma }) => [...values].map((value, i) => value * gamma.values[i % 4]),
  },
  { inputs: [[5]], naive: ([{ values }], { gamma }) => [...values].map((value, i) => value * gamma.values[i]) },
])

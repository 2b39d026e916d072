import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { elu } from './elu'

checkComputation(elu, [
  { inputs: [[4, 5, 3]], like: () => layers.elu() },
  {
    options: { alpha: 0.5 },
    inputs: [[4, 5, 3]],
    naive: ([{ values }]) => [...values].map(x => (x > 0 ? x : 0.5 * (Math.exp(x) - 1))),
  },
])

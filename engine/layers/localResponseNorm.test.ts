import { checkComputation } from '../checks/checkComputation'
import { localResponseNorm } from './localResponseNorm'

checkComputation(localResponseNorm, [
  {
    options: { depthRadius: 2, bias: 2, alpha: 0.1, beta: 0.75 },
    inputs: [[3, 2, 7]],
    naive: ([map]) =>
      [...map.values].map((value, i) => {
        const place = i - (i % 7)
        const near = map.values.slice(place + Math.max(0, (i % 7) - 2), place + Math.min(7, (i % 7) + 3))
        return value / (2 + 0.1 * near.reduce((sum, x) => sum + x * x, 0)) ** 0.75
      }),
  },
])

import { type Block, checkComputation } from '../checks/checkComputation'
import { instanceNorm } from './instanceNorm'

checkComputation(instanceNorm, [
  { inputs: [[4, 3, 2]], naive: ([map], { gamma, beta }) => normalized(map, 1e-3, gamma.values, beta.values) },
  {
    options: { epsilon: 0.1, scale: false, center: false },
    inputs: [[3, 3, 2]],
    naive: ([map]) => normalized(map, 0.1, [1, 1], [0, 0]),
  },
])

/** Of two channels. */
function normalized({ values }: Block, epsilon: number, gamma: ArrayLike<number>, beta: ArrayLike<number>): number[] {
  const statistics = [0, 1].map(channel => {
    const own = [...values].filter((_, i) => i % 2 === channel)
    const mean = own.reduce((a, b) => a + b, 0) / own.length
    return { mean, variance: own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length }
  })
  return [...values].map((value, i) => {
    const { mean, variance } = statistics[i % 2]
    return ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i % 2] + beta[i % 2]
  })
}

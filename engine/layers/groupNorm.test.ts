import { type Block, checkComputation } from '../checks/checkComputation'
import { groupNorm } from './groupNorm'

checkComputation(groupNorm, [
  {
    options: { groups: 2 },
    inputs: [[3, 4, 6]],
    naive: ([map], { gamma, beta }) => normalized(map, 3, 1e-3, gamma.values, beta.values),
  },
  {
    options: { groups: 3, epsilon: 0.1, scale: false, center: false },
    inputs: [[2, 3, 6]],
    naive: ([map]) => normalized(map, 2, 0.1, Array(6).fill(1), Array(6).fill(0)),
  },
])

/** Of six channels, in groups of the given size. */
function normalized(
  { values }: Block,
  groupSize: number,
  epsilon: number,
  gamma: ArrayLike<number>,
  beta: ArrayLike<number>,
): number[] {
  const groupOf = (i: number) => Math.floor((i % 6) / groupSize)
  return [...values].map((value, i) => {
    const group = [...values].filter((_, other) => groupOf(other) === groupOf(i))
    const mean = group.reduce((a, b) => a + b, 0) / group.length
    const variance = group.reduce((sum, other) => sum + (other - mean) ** 2, 0) / group.length
    return ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i % 6] + beta[i % 6]
  })
}

import { type Block, checkComputation } from '../checks/checkComputation'
import { l2Normalize } from './l2Normalize'

checkComputation(l2Normalize, [
  { inputs: [[3, 2, 4]], naive: ([map], { scale }) => normalized(map, scale.values) },
  { options: { scale: false }, inputs: [[3, 4]], naive: ([map]) => normalized(map, [1, 1, 1, 1]) },
  // Below the least length, vectors are multiplied by 1 / √epsilon.
  {
    options: { scale: false, epsilon: 100 },
    inputs: [[2, 2, 4]],
    naive: ([{ values }]) => [...values].map(value => value / 10),
  },
])

/** Of four channels. */
function normalized({ values }: Block, scale: ArrayLike<number>): number[] {
  return [...values].map((value, i) => {
    const place = i - (i % 4)
    return (value * scale[i % 4]) / Math.hypot(...values.slice(place, place + 4))
  })
}

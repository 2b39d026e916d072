/**
 * From which numbers on a layer of a kind saturates: below the first or above the second, so near to a bound, by a hundredth of
 * its range, that its gradient has all but vanished. Infinite where it has no bound. The zeros of a rectifier are no
 * saturation: a channel of nothing else is told as dead.
 *
 * Source  Glorot and Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks, §3,
 *         http://proceedings.mlr.press/v9/glorot10a.html
 */
export function saturatedFrom(kind: string): readonly [low: number, high: number] {
  const bounds = Object.hasOwn(BOUNDS, kind) ? BOUNDS[kind] : undefined
  if (bounds === undefined) return [-Infinity, Infinity]
  const [least, most, isBelowToo] = bounds
  const margin = (most - least) / 100
  return [isBelowToo ? least + margin : -Infinity, most - margin]
}

/** The least and the largest value, and whether the least is a bound that is approached and not a rectifier's zero. */
const BOUNDS: Readonly<Record<string, readonly [number, number, boolean]>> = {
  sigmoid: [0, 1, true],
  hardSigmoid: [0, 1, true],
  tanh: [-1, 1, true],
  softsign: [-1, 1, true],
  relu6: [0, 6, false],
}

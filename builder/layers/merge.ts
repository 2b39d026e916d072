import { type Dimension, equal, mayEqual, unknownDimension } from '../dimension'
import type { Problem } from '../problem'
import { formatShape, type Shape } from '../shape'

/** The common shape of tensors merged element by element, where sizes of 1 are stretched; or the problem. */
export function broadcast(inputs: readonly Shape[]): readonly Shape[] | Problem {
  const [first, ...others] = inputs
  if (others.some(({ length }) => length !== first.length)) return mismatch(inputs)
  const output: Dimension[] = []
  for (const [axis, size] of first.entries()) {
    let merged = size
    for (const other of others) {
      const both = mergeSizes(merged, other[axis])
      if (both === undefined) return mismatch(inputs)
      merged = both
    }
    output.push(merged)
  }
  return [output]
}

/** The problem that shapes do not fit together; names them all. */
export function mismatch(inputs: readonly Shape[]): Problem {
  return { rule: 'mismatched-merge', message: `shapes ${inputs.map(formatShape).join(' and ')} do not fit together` }
}

function mergeSizes(a: Dimension, b: Dimension): Dimension | undefined {
  if (equal(a, b) || b === 1) return a
  if (a === 1) return b
  if (!mayEqual(a, b) && !mayEqual(a, 1) && !mayEqual(b, 1)) return undefined
  // Sizes that may be equal have to be, or one of them is 1: one that is surely more tells the result.
  if (!mayEqual(a, 1)) return a
  if (!mayEqual(b, 1)) return b
  return unknownDimension('the sizes of the merged tensors may differ')
}

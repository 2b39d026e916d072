import { INVALID, type Option } from '../option'
import type { Problem } from '../problem'
import type { Shape } from '../shape'

/** The place in a shape of an axis as Keras counts: 1 is the first, -1 the last; undefined where there is none. */
export function axisIndex(axis: number, rank: number): number | undefined {
  const index = axis < 0 ? rank + axis : axis - 1
  return index >= 0 && index < rank ? index : undefined
}

/** One axis, or several; 1 is the first, -1 the last. */
export function axesOr(
  defaultInput: number,
  documentation: string,
): Option<number | readonly number[], readonly number[], false> {
  return {
    documentation,
    type: 'integer other than 0, or an array of them',
    required: false,
    defaultInput,
    parse: input => {
      const axes = Array.isArray(input) ? input : [input]
      return axes.length > 0 && axes.every(axis => Number.isInteger(axis) && axis !== 0) ? axes : INVALID
    },
    alternatives: () => [[Number.NaN]],
  }
}

/** The problem that the input has no such axis, or that two name the same, if so; NaN is an axis nobody knows. */
export function checkAxes(axes: readonly number[], input: Shape): Problem | undefined {
  const known = axes.filter(axis => !Number.isNaN(axis))
  const beyond = known.find(axis => axisIndex(axis, input.length) === undefined)
  if (beyond !== undefined) {
    const message = `axis ${beyond} is beyond the ${input.length} axes of the input`
    return { rule: 'invalid-option', option: 'axis', message }
  }
  const places = new Set(known.map(axis => axisIndex(axis, input.length)))
  if (places.size === known.length) return undefined
  return { rule: 'invalid-option', option: 'axis', message: `[${axes.join(', ')}] names an axis twice` }
}

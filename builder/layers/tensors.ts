import { mayEqual } from '../dimension'
import type { Problem } from '../problem'
import { formatShape, type Shape } from '../shape'

/** The problem that a layer with several inputs got too few or too many tensors; `what` names them for the user. */
export function expectTensors(
  inputs: readonly Shape[],
  least: number,
  most: number,
  what: string,
): Problem | undefined {
  if (inputs.length >= least && inputs.length <= most) return undefined
  return {
    rule: 'wrong-inputs',
    message: `takes ${what}, got ${inputs.length} tensor${inputs.length === 1 ? '' : 's'}`,
  }
}

/** The problem that a tensor has not the shape a layer needs; `what` names the tensor. */
export function expectShape(given: Shape, needed: Shape, what: string): Problem | undefined {
  const fits = given.length === needed.length && given.every((size, axis) => mayEqual(size, needed[axis]))
  if (fits) return undefined
  return { rule: 'mismatched-merge', message: `${what} must be ${formatShape(needed)}, got ${formatShape(given)}` }
}

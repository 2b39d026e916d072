import type { Layer } from './graph'
import type { Shape } from './shape'

interface Entry {
  readonly layer: Layer
  readonly inputs: readonly Shape[]
  /** What was worked out for these, by the number of the computation. */
  readonly values: unknown[]
}

/** One table for all computations: an object costs more to enter than most of them. */
const known = new WeakMap<Layer['options'], Entry>()
let computations = 0

/**
 * Works out once what follows from a layer and the shapes of its inputs, for all layers that are made alike: these share their
 * options and output shapes (`nodeLike`). The result, which is never undefined, is not to be changed.
 */
export function byLayer<T extends object | string>(compute: (layer: Layer, inputs: readonly Shape[]) => T) {
  const number = computations
  computations += 1
  return (layer: Layer, inputs: readonly Shape[]): T => {
    // What is not known of one layer is not the same as what is not known of another.
    if (layer.unknownOptions) return compute(layer, inputs)
    let entry = known.get(layer.options)
    if (!entry || !isAlike(entry.layer, layer) || !areSame(entry.inputs, inputs)) {
      entry = { layer, inputs, values: [] }
      known.set(layer.options, entry)
    }
    return (entry.values[number] ??= compute(layer, inputs)) as T
  }
}

function isAlike(a: Layer, b: Layer): boolean {
  return (
    a.kind === b.kind &&
    a.outputShapes === b.outputShapes &&
    a.weights === b.weights &&
    a.channelsFirst === b.channelsFirst &&
    (a.weightsOf === undefined) === (b.weightsOf === undefined)
  )
}

/** Whether all sizes are the same numbers, or the same objects. */
function areSame(a: readonly Shape[], b: readonly Shape[]): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index++) {
    const [x, y] = [a[index]!, b[index]!]
    if (x === y) continue
    if (x.length !== y.length) return false
    for (let axis = 0; axis < x.length; axis++) if (x[axis] !== y[axis]) return false
  }
  return true
}

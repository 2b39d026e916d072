import type { Layer } from './graph'
import type { Shape } from './shape'

/**
 * Works out once what follows from a layer and the shapes of its inputs, for all layers that are made alike: these share their
 * options and output shapes (`nodeLike`). The result is not to be changed.
 */
export function byLayer<T>(compute: (layer: Layer, inputs: readonly Shape[]) => T) {
  const known = new WeakMap<Layer['options'], { layer: Layer; inputs: readonly Shape[]; value: T }>()
  return (layer: Layer, inputs: readonly Shape[]): T => {
    const seen = known.get(layer.options)
    if (seen && isAlike(seen.layer, layer) && areSame(seen.inputs, inputs)) return seen.value
    const value = compute(layer, inputs)
    // What is not known of one layer is not the same as what is not known of another.
    if (!layer.unknownOptions) known.set(layer.options, { layer, inputs, value })
    return value
  }
}

function isAlike(a: Layer, b: Layer): boolean {
  return (
    a.kind === b.kind &&
    a.outputShapes === b.outputShapes &&
    a.weights === b.weights &&
    a.channelsFirst === b.channelsFirst &&
    (a.weightsOf === undefined) === (b.weightsOf === undefined) &&
    b.unknownOptions === undefined
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

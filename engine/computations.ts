import type { Computation } from './computation'
import * as layers from './layers/index'

/** How each layer kind is computed, by its name. Inputs are given, not computed. */
export const computations: ReadonlyMap<string, Computation> = new Map(
  Object.values(layers).map(computation => [computation.kind, computation]),
)

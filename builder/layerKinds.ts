import { eitherKind } from './either'
import { inputKind } from './input'
import type { LayerKind } from './layerKind'
import * as kinds from './layers/index'

/** Every kind a graph may hold, by its name: those with a method on a tensor, inputs, and joined branches. */
export const layerKinds: ReadonlyMap<string, LayerKind> = new Map(
  ([inputKind, eitherKind, ...Object.values(kinds)] as LayerKind[]).map(kind => [kind.kind, kind]),
)

import { inputKind } from './input'
import type { LayerKind } from './layerKind'
import * as kinds from './layers/index'

/** Every layer kind by its name, the input's among them. */
export const layerKinds: ReadonlyMap<string, LayerKind> = new Map(
  ([inputKind, ...Object.values(kinds)] as LayerKind[]).map(kind => [kind.kind, kind]),
)

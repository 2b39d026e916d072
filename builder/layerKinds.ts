import { customKind } from './custom'
import { eitherKind } from './either'
import type { Layer } from './graph'
import { inputKind } from './input'
import type { LayerKind } from './layerKind'
import * as kinds from './layers/index'
import { channelsLast } from './shape'

/** Every kind a graph may hold, by its name: those with a method on a tensor, inputs, and joined branches. */
export const layerKinds: ReadonlyMap<string, LayerKind> = new Map(
  ([inputKind, eitherKind, customKind, ...Object.values(kinds)] as LayerKind[]).map(kind => [kind.kind, kind]),
)

/** The kind of a layer of a graph; for one with channels first, a kind that sees the channels last. */
export function kindOf({ kind: name, channelsFirst }: Pick<Layer, 'kind' | 'channelsFirst'>): LayerKind {
  const kind = layerKinds.get(name)!
  if (!channelsFirst) return kind
  const known = seeingChannelsLast.get(kind)
  if (known) return known
  const seeing: LayerKind = {
    ...kind,
    weights: (options, inputs) => kind.weights(options, inputs.map(channelsLast)),
    formula: (options, inputs) => kind.formula(options, inputs.map(channelsLast)),
    macs: (options, inputs, outputs) => kind.macs(options, inputs.map(channelsLast), outputs.map(channelsLast)),
    window: (options, inputs, outputs) => kind.window(options, inputs.map(channelsLast), outputs.map(channelsLast)),
  }
  seeingChannelsLast.set(kind, seeing)
  return seeing
}

const seeingChannelsLast = new Map<LayerKind, LayerKind>()

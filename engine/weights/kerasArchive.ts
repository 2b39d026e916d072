import { epsilonsIn, readKerasH5 } from './kerasH5'
import type { SourceWeight } from './sourceWeight'

/** Reads a `.keras` archive: the weights are in one HDF5 file, the order of the layers in `config.json`. */
export async function readKerasArchive(
  file: string,
  entries: Readonly<Record<string, Uint8Array>>,
): Promise<SourceWeight[]> {
  const weights = await readKerasH5(`model.weights.h5 in ${file}`, entries['model.weights.h5'])
  const config = new TextDecoder().decode(entries['config.json'] ?? new Uint8Array())
  const ofLayers = epsilonsIn(config)
  const order = layerOrder(config)
  const layerOf = ({ name }: SourceWeight) => name.slice(0, name.lastIndexOf('/'))
  const place = (weight: SourceWeight) => order.get(layerOf(weight)) ?? Number.POSITIVE_INFINITY
  if (weights.some(weight => !order.has(layerOf(weight)))) return weights
  return weights
    .map(({ layerClass, ...weight }) => ({ ...weight, epsilon: ofLayers.get(layerOf(weight)) }))
    .sort((a, b) => place(a) - place(b))
}

/** Where each layer stands among all, nested models' layers in their model's place. */
function layerOrder(config: string): ReadonlyMap<string, number> {
  const order = new Map<string, number>()
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const { class_name: kind, config } = value as { class_name?: unknown; config?: Record<string, unknown> }
    const layers = config?.layers
    if (typeof kind === 'string' && typeof config?.name === 'string' && !Array.isArray(layers))
      order.set(config.name, order.size)
    for (const part of Array.isArray(layers) ? layers : Object.values(config ?? {})) walk(part)
  }
  try {
    walk(JSON.parse(config))
  } catch {
    // Then layers are paired class by class.
  }
  return order
}

import type { LayerNode } from '../../builder/node'

/** The share that a layer of dropout drops; undefined for other layers, and where the share is 0 or not known. */
export function dropoutRate({ kind, options }: LayerNode): number | undefined {
  const { rate } = options
  const isDropout = kind.kind === 'dropout' || kind.kind === 'spatialDropout2d'
  return isDropout && typeof rate === 'number' && rate > 0 ? rate : undefined
}

import type { LayerSite } from '../analysis'

/** How many layers a change of the call changes, to end a fix's title with: ` (3 layers)`; empty for one. */
export function inLayers({ instances }: LayerSite): string {
  return instances.length > 1 ? ` (${instances.length} layers)` : ''
}

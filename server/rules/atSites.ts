import type { Analysis, LayerInstance, LayerSite } from '../analysis'

/** What a rule found in the layers that one call makes. */
export interface AtSite<T> {
  readonly site: LayerSite
  readonly found: readonly { readonly instance: LayerInstance; readonly what: T }[]
  /** Whether it is found in every layer of the call, so that a change of the call is right for all of them. */
  readonly all: boolean
  /** What was found first. */
  readonly what: T
  /** To end a message with: ` (in 3 layers)`; empty for one. */
  readonly times: string
}

/**
 * Looks at every layer that a call in the file makes, and gathers what is found by call. Inputs, and the parts of a block,
 * which its call makes together, are left out.
 */
export function* atSites<T>(
  { sites }: Pick<Analysis, 'sites'>,
  find: (instance: LayerInstance) => T | undefined,
): Generator<AtSite<T>> {
  for (const site of sites) {
    const found: { instance: LayerInstance; what: T }[] = []
    for (const instance of site.instances) {
      const isLayer = instance.node.kind.kind === site.kind.kind && instance.inputShapes.length > 0
      const what = isLayer ? find(instance) : undefined
      if (what !== undefined) found.push({ instance, what })
    }
    if (found.length === 0) continue
    const times = found.length > 1 ? ` (in ${found.length} layers)` : ''
    yield { site, found, all: found.length === site.instances.length, what: found[0].what, times }
  }
}

import type { Analysis, LayerInstance } from './analysis'

/**
 * The analysis of a file in which the functions that only other files call are seen as these call them: at each call that
 * makes layers, the layers that the callers make stand in the place of those made with symbols for the parameters.
 */
export function withCallers(own: Analysis, callers: readonly Analysis[]): Analysis {
  const made = new Map<number, LayerInstance[]>()
  for (const caller of callers) {
    const instances = new Set([...caller.models.flatMap(model => model.instances), ...caller.loose])
    for (const instance of instances) {
      if (!instance.called || instance.site.call.getSourceFile() !== own.sourceFile) continue
      const { start } = instance.site.nameSpan
      const there = made.get(start)
      if (there) there.push(instance)
      else made.set(start, [instance])
    }
  }
  if (made.size === 0) return own
  const files = new Map([...callers.flatMap(caller => [...caller.files]), ...own.files])
  const sites = own.sites.map(site => {
    const theirs = made.get(site.nameSpan.start)
    return theirs && site.instances.every(({ called }) => !called) ? { ...site, instances: theirs } : site
  })
  return { ...own, files, sites }
}

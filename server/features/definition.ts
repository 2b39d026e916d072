import type { Analysis, LayerInstance } from '../analysis'
import type { Location } from '../span'

/**
 * From a merge's name to the layers it merges; from the name of any other layer in a function to the calls of the function
 * that led there. None elsewhere.
 */
export function definition({ sites }: Analysis, offset: number): Location[] {
  const site = sites.find(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end)
  if (!site) return []
  const targets = site.instances.flatMap(instance =>
    instance.node.inputs.length > 1 ? branchesOf(instance) : instance.called ? instance.stack.slice(0, 1) : [],
  )
  return [...new Map(targets.map(place => [`${place.file} ${place.start} ${place.end}`, place])).values()]
}

function branchesOf({ layer, model }: LayerInstance): Location[] {
  return layer.inputs.flatMap(edge => {
    const source = model?.instances.find(({ name }) => name === edge.layer)
    return source ? [{ file: source.site.call.getSourceFile().fileName, ...source.site.callSpan }] : []
  })
}

import { dataflow } from '../rules/dataflow'
import { methodCall } from '../rules/edits'
import { isMap } from '../rules/layerRoles'
import { defineRefactoring } from './refactoring'

/**
 * Averages every channel over the map in the place of flattening it: the dense layer behind needs one weight a channel.
 *
 * Source: Lin, Chen and Yan 2014, Network In Network, §3.2, https://arxiv.org/abs/1312.4400
 */
export const averageTheMap = defineRefactoring({
  id: 'average-the-map',

  propose(site, analysis) {
    if (site.kind.kind !== 'flatten' || !methodCall(site)) return undefined
    if (!site.instances.every(({ inputShapes: [input] }) => isMap(input))) return undefined
    const flow = dataflow(analysis)
    const denses = site.instances
      .flatMap(({ node }) => flow.consumers(node))
      .flatMap(function behind(node): readonly (typeof node)[] {
        return node.kind.kind === 'dropout' ? flow.consumers(node).flatMap(behind) : [node]
      })
    const sites = new Set(denses.flatMap(node => flow.instanceOf(node)?.site ?? []))
    if (denses.some(({ kind }) => kind.kind !== 'dense') || sites.size === 0) return undefined
    const edits = [{ span: site.callSpan, text: 'globalAveragePool2d()' }]
    return { title: 'Average the map', edits, sites: [site, ...sites] }
  },
})

import type { Graph } from '../../builder/graph'
import { networkInputs } from '../inputs/networkInputs'
import type { LoadedLayer, OfferedExplanation } from '../requests'
import { explanations } from './explanations'
import { judgingCost, layersWithWeights } from './trust/judge'

/**
 * The explanations and their costs, as the panel lists them; none of a network that takes no image. Where several inputs take
 * one, what an explanation costs is told for each.
 */
export function offeredExplanations(graph: Graph, layers: readonly LoadedLayer[]): OfferedExplanation[] {
  const images = networkInputs(graph).filter(({ takesImage }) => takesImage)
  if (images.length === 0) return []
  const explainable = layers.filter(layer => layer.explainable).map(({ name }) => name)
  const inputs = images.length > 1 ? images.map(({ name }) => name) : [undefined]
  const places = (needs: OfferedExplanation['needs']) =>
    (needs === 'layer' ? explainable : [undefined]).flatMap(layer => inputs.map(input => ({ layer, input })))
  const layersToJudge = layersWithWeights(graph)
  return [...explanations.values()].map(({ name, title, answers, needs, cost }) => {
    const of = ({ layer, input }: { layer?: string; input?: string }) => ({
      ...(layer === undefined ? {} : { layer }),
      ...(input === undefined ? {} : { input }),
    })
    const costs = places(needs).map(place => ({ place, cost: cost(graph, place.layer ?? '', {}, place.input) }))
    return {
      ...{ name, title, answers, needs },
      costs: costs.map(({ place, cost }) => ({ ...of(place), ...cost })),
      trust: costs.map(({ place, cost }) => ({ ...of(place), ...judgingCost(cost, layersToJudge) })),
    }
  })
}

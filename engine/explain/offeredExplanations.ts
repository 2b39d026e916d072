import type { Graph } from '../../builder/graph'
import type { LoadedLayer, OfferedExplanation } from '../requests'
import { explanations } from './explanations'

/** The explanations and their costs, as the panel lists them. */
export function offeredExplanations(graph: Graph, layers: readonly LoadedLayer[]): OfferedExplanation[] {
  const explainable = layers.filter(layer => layer.explainable).map(({ name }) => name)
  return [...explanations.values()].map(({ name, title, answers, needs, cost }) => ({
    ...{ name, title, answers, needs },
    costs:
      needs === 'layer'
        ? explainable.map(layer => ({ layer, ...cost(graph, layer, {}) }))
        : [{ ...cost(graph, '', {}) }],
  }))
}

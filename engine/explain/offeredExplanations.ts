import type { Graph } from '../../builder/graph'
import { imageInput } from '../image'
import type { LoadedLayer, OfferedExplanation } from '../requests'
import { explanations } from './explanations'
import { judgingCost } from './trust/judge'

/** The explanations and their costs, as the panel lists them; none of a network whose input is no image. */
export function offeredExplanations(graph: Graph, layers: readonly LoadedLayer[]): OfferedExplanation[] {
  if (!takesImage(graph)) return []
  const explainable = layers.filter(layer => layer.explainable).map(({ name }) => name)
  const places = (needs: OfferedExplanation['needs']) => (needs === 'layer' ? explainable : [undefined])
  return [...explanations.values()].map(explanation => {
    const { name, title, answers, needs, cost } = explanation
    const of = (layer: string | undefined) => (layer === undefined ? {} : { layer })
    return {
      ...{ name, title, answers, needs },
      costs: places(needs).map(layer => ({ ...of(layer), ...cost(graph, layer ?? '', {}) })),
      trust: places(needs).map(layer => ({ ...of(layer), ...judgingCost(explanation, graph, layer ?? '', {}) })),
    }
  })
}

function takesImage(graph: Graph): boolean {
  try {
    imageInput(graph)
    return true
  } catch {
    return false
  }
}

import type { Graph } from '../../builder/graph'
import type { Model } from '../../builder/model'
import { Network } from '../network'
import { initialWeights } from '../weights/initialWeights'
import { slotName, weightSlots } from '../weights/slots'

/** The model's graph as a panel gets it: through JSON. */
export function graphOf(model: Model): Graph {
  return JSON.parse(JSON.stringify(model))
}

/** A network with weights from the seed, some of them replaced by `layer/weight`. */
export function build(model: Model, replaced: Readonly<Record<string, Float32Array>> = {}): Network {
  const graph = graphOf(model)
  const values = new Map(weightSlots(graph).map(slot => [slotName(slot), initialWeights(slot, 1)]))
  for (const [name, replacement] of Object.entries(replaced)) values.set(name, replacement)
  return new Network(graph, values)
}

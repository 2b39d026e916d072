import type { Graph, Layer } from '../builder/graph'
import { layerKinds } from '../builder/layerKinds'

/**
 * The graph with every activation that a layer applies itself as a layer of its own, so that each is computed in one
 * place. The activation has the layer's name, since its output is the layer's; what comes before it is called
 * `name/linear` and uses the weights of the layer.
 */
export function expandActivations(graph: Graph): Graph {
  return { ...graph, layers: graph.layers.flatMap(expand) }
}

function expand(layer: Layer): Layer[] {
  const { name, kind, options } = layer
  const { activation } = options
  if (activation === undefined || activation === 'linear') return [layer]
  if (layerKinds.get(kind)?.activation === 'within') return [layer]
  const inner = `${name}/linear`
  return [
    { ...layer, name: inner, options: { ...options, activation: 'linear' }, weightsOf: layer.weightsOf ?? name },
    {
      name,
      kind: activation as string,
      options: defaultOptions(activation as string),
      inputs: [{ layer: inner, output: 0 }],
      outputShapes: layer.outputShapes,
    },
  ]
}

function defaultOptions(kind: string): Record<string, unknown> {
  const options = Object.entries(layerKinds.get(kind)?.options ?? {})
  return Object.fromEntries(options.map(([name, option]) => [name, option.parse(option.defaultInput)]))
}

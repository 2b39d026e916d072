import type { Graph } from '../../builder/graph'
import { EngineError } from '../engineError'

/** How many channels the first output of a layer has. Throws {@link EngineError} `unknown-size` where none can tell. */
export function channelsOf(graph: Graph, layer: string): number {
  const channels = graph.layers.find(({ name }) => name === layer)!.outputShapes[0].at(-1)
  if (typeof channels === 'number') return channels
  throw new EngineError('unknown-size', `${layer}: the number of its channels is not known`, 'Choose another layer.')
}

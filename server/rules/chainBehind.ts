import type { LayerNode } from '../../builder/node'
import type { Dataflow } from './dataflow'

/** The layers that read one another behind the given one, as long as nothing else reads what passes. */
export function* chainBehind(node: LayerNode, flow: Dataflow): Generator<LayerNode> {
  for (let current = node; !flow.isOutput(current); ) {
    const readers = flow.consumers(current)
    if (readers.length !== 1) return
    current = readers[0]
    yield current
  }
}

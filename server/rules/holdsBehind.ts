import type { LayerNode } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import type { Shape } from '../../builder/shape'
import type { Dataflow } from './dataflow'

/** Whether every layer that rests on the given ones can be made where these give other shapes; what is not known can be. */
export function holdsBehind(given: ReadonlyMap<LayerNode, readonly Shape[]>, flow: Dataflow): boolean {
  const changed = new Map(given)
  for (const next of [...flow.nodes].sort((a, b) => a.serial - b.serial)) {
    if (given.has(next) || !next.inputs.some(({ node: source }) => changed.has(source))) continue
    // A layer in the place of one that has a problem has no options.
    if (next.unknownOptions.length > 0) continue
    const shapes = next.inputs.map(({ node: source, output }) => (changed.get(source) ?? source.outputShapes)[output])
    const made = next.kind.infer(next.options as never, shapes)
    if (isProblem(made)) return false
    changed.set(next, made)
  }
  return true
}

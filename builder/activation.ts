import { defineLayer, type LayerKind } from './layerKind'
import * as kinds from './layers/index'
import { createNode, type LayerNode } from './node'
import { isProblem } from './problem'

/** An activation of which a static analyser cannot tell which one it is. */
const unknownActivationKind = defineLayer({
  kind: 'unknownActivation',
  summary: 'Applies an activation that is not known.',
  options: {},
  infer: (_options, [input]) => [input],
})

const known = new WeakMap<LayerNode, LayerNode>()

/**
 * What comes out of a layer that applies an activation itself (`conv2d(64, 3, { activation: 'relu' })`): always the same
 * node of its own behind it, so that whoever reads the network sees the activation where it works. A graph shows both as
 * one layer. Returns the layer's own node where it applies none.
 */
export function activated(node: LayerNode): LayerNode {
  const { activation } = node.options
  if (activation === undefined || activation === 'linear' || node.kind.activation === 'within') return node
  const seen = known.get(node)
  if (seen) return seen
  const kind = (kinds as unknown as Record<string, LayerKind>)[activation as string] ?? unknownActivationKind
  const inputs = [{ node, output: 0 }] as const
  const made = createNode(kind, {}, inputs)
  // The shape of a wrong layer, of which that is told, may be none that the activation takes.
  const seenKind = isProblem(made) ? createNode(unknownActivationKind, {}, inputs) : made
  if (isProblem(seenKind)) throw new Error(seenKind.message)
  return fusedInto(node, seenKind)
}

/** Makes an activation the one that {@link activated} gives for a layer. */
export function fusedInto(node: LayerNode, activation: LayerNode): LayerNode {
  const fused = { ...activation, fusedInto: node }
  known.set(node, fused)
  return fused
}

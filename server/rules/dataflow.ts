import { activated } from '../../builder/activation'
import type { LayerNode } from '../../builder/node'
import type { Analysis, LayerInstance, LayerSite } from '../analysis'
import { spanOf } from './edits'

/**
 * Which layers read which, over all models and loose layers of a file. An activation that a layer applies itself
 * (`conv2d(8, 3, { activation: 'relu' })`) stands here as a layer of its own behind it, with a site of its own: the
 * option's value, which {@link LayerSite.activationOf} marks.
 */
export interface Dataflow {
  readonly nodes: readonly LayerNode[]
  /** The calls in this file that made layers, and the activations in them. */
  readonly sites: readonly LayerSite[]
  /** The layers that read an output of this one, each once. */
  consumers(node: LayerNode): readonly LayerNode[]
  /** Whether a model hands the layer's output out. */
  isOutput(node: LayerNode): boolean
  /** The instance in this file, where the layer was made by a call in it. */
  instanceOf(node: LayerNode): LayerInstance | undefined
  /** The layer's name in its model; its kind where it has none. */
  nameOf(node: LayerNode): string
  /** What comes out of the layer: its activation, where it applies one itself, else the layer. */
  activated(node: LayerNode): LayerNode
  /** Every layer the given one rests on, nearest first, itself left out; none made before the one of serial number `from`. */
  ancestors(node: LayerNode, from?: number): Iterable<LayerNode>
}

const known = new WeakMap<Analysis, Dataflow>()

export function dataflow(analysis: Analysis): Dataflow {
  const seen = known.get(analysis)
  if (seen) return seen
  const flow = trace(analysis)
  known.set(analysis, flow)
  return flow
}

function trace(analysis: Analysis): Dataflow {
  const { models, loose } = analysis
  const sites = analysis.sites.flatMap(site => [site, ...activationSites(site)])
  const names = new Map<LayerNode, string>()
  const instanceOf = new Map<LayerNode, LayerInstance>()
  const name = ({ node, name }: LayerInstance) => {
    names.set(node, name)
    const applied = activated(node)
    if (applied !== node) names.set(applied, name)
  }
  for (const { instances } of models) for (const instance of instances) name(instance)
  for (const instance of loose) name(instance)
  for (const { instances } of sites) {
    for (const instance of instances) {
      name(instance)
      instanceOf.set(instance.node, instance)
    }
  }
  const nodes = [...names.keys()]
  const readers = new Map<LayerNode, LayerNode[]>()
  for (const node of nodes) {
    for (const { node: source } of node.inputs) {
      const known = readers.get(source)
      // One that reads the same output twice does so in a row.
      if (!known) readers.set(source, [node])
      else if (known.at(-1) !== node) known.push(node)
    }
  }
  const outputs = new Set<LayerNode>()
  for (const { graph, instances } of models) {
    const names = new Set(graph.outputs.map(({ layer }) => layer))
    for (const { name, node } of instances) if (names.has(name)) outputs.add(activated(node))
  }
  return {
    nodes,
    sites,
    consumers: node => readers.get(node) ?? NONE,
    isOutput: node => outputs.has(node),
    instanceOf: node => instanceOf.get(node),
    nameOf: node => names.get(node) ?? node.kind.kind,
    activated,
    ancestors,
  }
}

const NONE: readonly LayerNode[] = []

type ActivationSite = LayerSite & { readonly instances: LayerInstance[] }

/** The activations that a call's layers apply themselves, apart where they differ. */
function activationSites(site: LayerSite): LayerSite[] {
  const found = new Map<string, ActivationSite>()
  for (const instance of site.instances) {
    const node = activated(instance.node)
    if (node === instance.node) continue
    const { kind } = node
    const written = site.optionNodes.get('activation')
    const nameSpan = written ? spanOf(written) : site.nameSpan
    const optionNodes = new Map()
    const own: ActivationSite = found.get(kind.kind) ?? {
      ...site,
      kind,
      nameSpan,
      optionNodes,
      instances: [],
      activationOf: site,
    }
    found.set(kind.kind, own)
    const { outputMemory } = instance.costs
    const parameters = { trainable: 0, nonTrainable: 0 }
    const costs = { parameters, formula: '', macs: 0, outputMemory, weightMemory: 0 }
    own.instances.push({ ...instance, site: own, node, inputShapes: instance.node.outputShapes, costs })
  }
  return [...found.values()]
}

function* ancestors(node: LayerNode, from = 0): Generator<LayerNode> {
  const seen = new Set<LayerNode>()
  const waiting = node.inputs.map(({ node: source }) => source)
  for (const next of waiting) {
    if (seen.has(next) || next.serial < from) continue
    seen.add(next)
    yield next
    waiting.push(...next.inputs.map(({ node: source }) => source))
  }
}

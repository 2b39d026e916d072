import type ts from 'typescript'
import { type GraphCosts, graphCosts, type LayerCosts } from '../builder/costs'
import { add, type Dimension, formatDimension } from '../builder/dimension'
import { type Graph, inputShapes, layersByName } from '../builder/graph'
import { defineLayer, type LayerKind } from '../builder/layerKind'
import { buildGraph } from '../builder/model'
import type { LayerNode } from '../builder/node'
import { isProblem } from '../builder/problem'
import { receptiveFields } from '../builder/receptiveField'
import { formatShape } from '../builder/shape'
import type { AnalysedModel, LayerInstance, LayerSite } from './analysis'
import { CallPlaces, callIn, enclosingFunction, spanOf } from './callChain'
import { optionNodes } from './dialects/builderArguments'
import type { RecordedBlock, RecordedLayer, Recording } from './dialects/recording'
import { configNodes } from './dialects/tfjs/configNodes'
import type { CallSite } from './evaluate/host'
import type { Span } from './span'

/** The models and layers that calls in one file made, directly or through functions of other files. */
export function gatherLayers(
  recording: Recording,
  file: string,
): { models: AnalysedModel[]; sites: LayerSite[]; loose: LayerInstance[] } {
  const recorded = new Map(recording.layers.map(layer => [layer.node, layer]))
  const sites = new Map<ts.Node, MutableSite>()
  const placed = new Map<LayerNode, LayerInstance>()
  const places = new CallPlaces()

  const models = recording.models.flatMap(({ graph, names, site, training }) => {
    const call = callIn(file, { site })
    if (!call) return []
    const instances: LayerInstance[] = []
    const model: AnalysedModel = {
      ...figuresOf(graph),
      name: graph.name,
      span: spanOf(call.node),
      function: enclosingFunction(call.node),
      called: call.uncalled === undefined,
      ...(call.assuming === undefined ? {} : { assuming: call.assuming }),
      ...(training ? { training } : {}),
      instances,
    }
    instances.push(...instancesOf(model, names, model))
    return [model]
  })
  models.sort((a, b) => a.span.start - b.span.start)

  const looseNodes = recording.layers.filter(layer => !placed.has(layer.node) && callIn(file, layer))
  const loose = componentsBehind(looseNodes.map(({ node }) => node)).flatMap(nodes => {
    const { graph, names } = looseGraph(nodes)
    return instancesOf(figuresOf(graph), names)
  })
  loose.sort((a, b) => a.node.serial - b.node.serial)

  const own = [...sites.values()].filter(({ call }) => call.getSourceFile().fileName === file)
  for (const { instances } of own) {
    instances.sort((a, b) => a.node.serial - b.node.serial)
    instances.splice(0, instances.length, ...onceInAllWays(instances))
  }
  own.sort((a, b) => a.nameSpan.start - b.nameSpan.start)
  return { models, sites: own, loose }

  /** Without a model, only of layers that are in none. */
  function instancesOf(
    { graph, costs, fields }: Figures,
    names: ReadonlyMap<LayerNode, string>,
    model?: AnalysedModel,
  ): LayerInstance[] {
    const layers = layersByName(graph)
    const instances: LayerInstance[] = []
    for (const [node, name] of names) {
      const origin = recorded.get(node)
      if (!origin || (!model && (placed.has(node) || !callIn(file, origin)))) continue
      const layer = layers.get(name)!
      const site = siteOf(origin)
      const instance: LayerInstance = {
        site,
        node,
        name,
        layer,
        inputShapes: inputShapes(layer, layers),
        costs: costs.layers.get(name)!,
        field: fields.get(name)!,
        model,
        stack: places.behind(origin),
        repeated: origin.site.repeated || origin.application?.repeated === true,
        called: (origin.application ?? origin.site).uncalled === undefined,
        assuming: (origin.application ?? origin.site).assuming,
      }
      // A layer of several models is shown with the figures of the first.
      if (!placed.has(node)) {
        placed.set(node, instance)
        const { block } = origin
        if (!block) site.instances.push(instance)
        else if (block.output === node) site.instances.push(blockInstance(block, instance, names, costs))
      }
      instances.push(instance)
    }
    return instances
  }

  function siteOf({ site, node, block, dialect }: RecordedLayer): MutableSite {
    const known = sites.get(site.node)
    if (known) return known
    const made = newSite(site, places.spanOf(site), block ? blockKind(block) : node.kind, dialect)
    sites.set(site.node, made)
    return made
  }
}

/**
 * Where several ways through a function make the same layer, such as one before the first branch, it is shown once, as one
 * that is made whatever is assumed.
 */
function onceInAllWays(instances: readonly LayerInstance[]): LayerInstance[] {
  if (new Set(instances.map(({ assuming }) => assuming)).size < 2) return [...instances]
  const kept = new Map<string, LayerInstance>()
  const seen = new Map<string, number>()
  for (const instance of instances) {
    const { assuming, stack, layer, inputShapes, costs } = instance
    const { trainable, nonTrainable } = costs.parameters
    const figures = [...inputShapes, ...layer.outputShapes].map(formatShape)
    const places = stack.map(({ file, start }) => `${file}:${start}`)
    const same = [...places, ...figures, ...[trainable, nonTrainable].map(formatDimension)].join(' ')
    // A loop may make the same layer several times in one way.
    const turn = (seen.get(`${assuming} ${same}`) ?? 0) + 1
    seen.set(`${assuming} ${same}`, turn)
    const key = `${turn} ${same}`
    const known = kept.get(key)
    kept.set(key, known ? { ...known, assuming: undefined } : instance)
  }
  return [...kept.values()]
}

type MutableSite = LayerSite & { readonly instances: LayerInstance[] }
type Figures = Pick<AnalysedModel, 'graph' | 'costs' | 'fields'>

function newSite(
  site: CallSite,
  callSpan: Span,
  kind: LayerKind,
  dialect: 'builder' | 'tfjs' = 'builder',
): MutableSite {
  return {
    kind,
    dialect,
    nameSpan: { start: callSpan.start, end: site.nameNode.getEnd() },
    callSpan,
    call: site.node as ts.CallExpression,
    optionNodes: dialect === 'tfjs' ? configNodes(site.argumentNodes) : optionNodes(kind, site.argumentNodes),
    instances: [],
  }
}

/** A block's call is shown as one layer with the costs of all that it makes. */
function blockInstance(
  { name, inputs, nodes }: RecordedBlock,
  output: LayerInstance,
  names: ReadonlyMap<LayerNode, string>,
  costs: GraphCosts,
): LayerInstance {
  const parts = nodes.flatMap(node => costs.layers.get(names.get(node) ?? '') ?? [])
  const sum = (of: (part: LayerCosts) => Dimension) => add(...parts.map(of))
  return {
    ...output,
    layer: { ...output.layer, kind: name },
    inputShapes: inputs.map(({ node, output: index }) => node.outputShapes[index]),
    costs: {
      parameters: {
        trainable: sum(({ parameters }) => parameters.trainable),
        nonTrainable: sum(({ parameters }) => parameters.nonTrainable),
      },
      formula: '',
      macs: sum(({ macs }) => macs),
      outputMemory: sum(({ outputMemory }) => outputMemory),
      weightMemory: sum(({ weightMemory }) => weightMemory),
    },
  }
}

function blockKind({ name, nodes }: RecordedBlock): LayerKind {
  const kind = defineLayer({ kind: name, summary: `A block of ${nodes.length} layers.`, options: {}, infer: () => [] })
  return kind as LayerKind
}

function figuresOf(graph: Graph): Figures {
  return { graph, costs: graphCosts(graph), fields: receptiveFields(graph) }
}

/** The nodes and all that they rest on, apart where nothing connects them, so that each part has its own image. */
function componentsBehind(nodes: readonly LayerNode[]): LayerNode[][] {
  const parents = new Map<LayerNode, LayerNode>()
  const rootOf = (node: LayerNode): LayerNode => {
    let root = node
    while (parents.get(root) !== root) root = parents.get(root)!
    parents.set(node, root)
    return root
  }
  const waiting = [...nodes]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (parents.has(node)) continue
    parents.set(node, node)
    waiting.push(...node.inputs.map(input => input.node))
  }
  for (const node of parents.keys()) {
    for (const input of node.inputs) parents.set(rootOf(input.node), rootOf(node))
  }
  const components = new Map<LayerNode, LayerNode[]>()
  for (const node of parents.keys()) {
    const root = rootOf(node)
    const members = components.get(root)
    if (members) members.push(node)
    else components.set(root, [node])
  }
  return [...components.values()]
}

function looseGraph(nodes: readonly LayerNode[]): { graph: Graph; names: ReadonlyMap<LayerNode, string> } {
  const whole = ends(nodes)
  const built = buildGraph('', whole.sources, whole.sinks, {})
  if (!isProblem(built)) return built
  // Two layers of one name, such as those of a function that is called twice: without a model, that is no mistake.
  const unnamed = new Map<LayerNode, LayerNode>()
  for (const node of [...nodes].sort((a, b) => a.serial - b.serial)) {
    const inputs = node.inputs.map(({ node: source, output }) => ({ node: unnamed.get(source)!, output }))
    const weightsOf = node.weightsOf && unnamed.get(node.weightsOf)
    const fusedInto = node.fusedInto && unnamed.get(node.fusedInto)
    unnamed.set(node, { ...node, name: undefined, inputs, weightsOf, fusedInto })
  }
  const { sources, sinks } = ends([...unnamed.values()])
  const renamed = buildGraph('', sources, sinks, {})
  if (isProblem(renamed)) throw new Error(renamed.message)
  const layers = nodes.filter(({ fusedInto }) => !fusedInto)
  return { graph: renamed.graph, names: new Map(layers.map(node => [node, renamed.names.get(unnamed.get(node)!)!])) }
}

function ends(nodes: readonly LayerNode[]) {
  const read = new Set(nodes.flatMap(({ inputs }) => inputs.map(({ node }) => node)))
  const asOutput = (node: LayerNode) => ({ node, output: 0 })
  return {
    sources: nodes.filter(({ inputs }) => inputs.length === 0).map(asOutput),
    sinks: nodes.filter(node => !read.has(node)).map(asOutput),
  }
}

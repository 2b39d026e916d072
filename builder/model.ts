import { graphCosts } from './costs'
import { formatBytes, formatCount } from './format'
import type { Graph, Layer, ModelInfo } from './graph'
import type { LayerNode, NodeOutput } from './node'
import { NetworkError, type Problem } from './problem'
import { formatReceptiveField, receptiveFields } from './receptiveField'
import { formatShape } from './shape'
import { Tensor } from './tensor'

/** A finished network. `JSON.stringify(model)` gives its graph. */
export class Model {
  constructor(readonly graph: Graph) {}

  get name(): string {
    return this.graph.name
  }

  /** A table of the layers with output shape, receptive field, parameters and multiply-adds. */
  summary(): string {
    const { graph } = this
    const costs = graphCosts(graph)
    const fields = receptiveFields(graph)
    const rows = graph.layers.map(layer => {
      const { parameters, macs } = costs.layers.get(layer.name)!
      const total =
        formatCount(parameters.trainable) +
        (parameters.nonTrainable === 0 ? '' : ` + ${formatCount(parameters.nonTrainable)}`)
      const shapes = layer.outputShapes.map(formatShape).join(', ')
      return [layer.name, shapes, formatReceptiveField(fields.get(layer.name)!), total, formatCount(macs)]
    })
    const table = [['layer', 'output', 'receptive field', 'parameters', 'MACs'], ...rows]
    const widths = table[0].map((_, column) => Math.max(...table.map(row => row[column].length)))
    const lines = table.map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    return [
      graph.name,
      ...lines,
      `parameters ${formatCount(costs.parameters.trainable)} trainable, ${formatCount(costs.parameters.nonTrainable)} not`,
      `MACs ${formatCount(costs.macs)}, peak memory of activations ${formatBytes(costs.peakMemory)}`,
    ].join('\n')
  }

  toJSON(): Graph {
    return this.graph
  }
}

/**
 * Finishes a network: `model('LeNet-5', image, scores)`.
 *
 * Throws {@link NetworkError} where something is no tensor, an input is not reached from the outputs, an output rests on an input that is not
 * given, or two layers have one name.
 */
export function model(
  name: string,
  inputs: Tensor | readonly Tensor[],
  outputs: Tensor | readonly Tensor[],
  info: ModelInfo = {},
): Model {
  const graph = buildGraph(name, tensorsOf(name, 'inputs', inputs), tensorsOf(name, 'outputs', outputs), info)
  if ('rule' in graph) throw new NetworkError(name, graph)
  return new Model(graph.graph)
}

/** Programs in JavaScript have no types that would tell of something else than a tensor. */
function tensorsOf(name: string, what: string, given: Tensor | readonly Tensor[]): Tensor[] {
  const tensors = [given].flat() as Tensor[]
  if (tensors.length > 0 && tensors.every(tensor => tensor instanceof Tensor)) return tensors
  const message = `model needs its ${what}: a tensor or an array of tensors`
  throw new NetworkError(String(name), { rule: 'invalid-argument', message })
}

/** The graph of everything the outputs rest on, and which node became which layer; or what is wrong. */
export function buildGraph(
  name: string,
  inputs: readonly NodeOutput[],
  outputs: readonly NodeOutput[],
  info: ModelInfo,
): { graph: Graph; names: ReadonlyMap<LayerNode, string> } | Problem {
  const reached = nodesBehind(outputs)
  for (const { node } of inputs) {
    if (node.inputs.length > 0) return { rule: 'not-an-input', message: `${node.kind.kind} is no input; use input(…)` }
    if (!reached.has(node)) {
      return {
        rule: 'unused-input',
        message: `no output of ${name} rests on input ${formatShape(node.outputShapes[0])}`,
      }
    }
  }
  const nodes = [...reached].filter(({ fusedInto }) => !fusedInto).sort((a, b) => a.serial - b.serial)
  const stray = nodes.find(node => node.inputs.length === 0 && !inputs.some(({ node: given }) => given === node))
  if (stray) {
    const message = `${name} rests on input ${formatShape(stray.outputShapes[0])}, which is not among its inputs`
    return { rule: 'missing-input', message }
  }
  const names = nameNodes(nodes)
  if (!(names instanceof Map)) return names
  const edge = ({ node, output }: NodeOutput) => ({ layer: names.get(node.fusedInto ?? node)!, output })
  const layers = nodes.map((node): Layer => {
    const first = node.weightsOf
    return {
      name: names.get(node)!,
      kind: node.kind.kind,
      options: node.options,
      inputs: node.inputs.map(edge),
      outputShapes: node.outputShapes,
      ...(first && names.has(first) ? { weightsOf: names.get(first) } : {}),
      ...(node.weights ? { weights: node.weights } : {}),
      ...(node.channelsFirst ? { channelsFirst: true } : {}),
      ...(node.unknownOptions.length > 0 ? { unknownOptions: node.unknownOptions } : {}),
    }
  })
  return {
    graph: { name, layers, inputs: inputs.map(({ node }) => names.get(node)!), outputs: outputs.map(edge), info },
    names,
  }
}

/** Every node the outputs rest on. Iterative, since networks may be thousands of layers deep. */
function nodesBehind(outputs: readonly NodeOutput[]): Set<LayerNode> {
  const reached = new Set<LayerNode>()
  const waiting = outputs.map(({ node }) => node)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    waiting.push(...node.inputs.map(({ node: source }) => source))
  }
  return reached
}

/**
 * The user's own names, else kind and number: `conv2d_1`. A named layer that is applied several times keeps its name the
 * first time and is numbered from then on: `head`, `head_2`.
 */
export function nameNodes<Node extends Nameable>(nodes: readonly Node[]): Map<Node, string> | Problem {
  const taken = new Set<string>()
  for (const { name, kind, weightsOf } of nodes) {
    if (name === undefined || weightsOf) continue
    if (taken.has(name))
      return { rule: 'duplicate-name', option: 'name', message: `two layers are named ${name} (${kind.kind})` }
    taken.add(name)
  }
  const counts = new Map<string, number>()
  const names = new Map<Node, string>()
  for (const node of nodes) {
    let name = node.weightsOf ? undefined : node.name
    const base = node.name ?? node.kind.kind
    while (name === undefined) {
      const number = (counts.get(base) ?? (node.name === undefined ? 0 : 1)) + 1
      counts.set(base, number)
      const candidate = `${base}_${number}`
      if (!taken.has(candidate)) name = candidate
    }
    names.set(node, name)
  }
  return names
}

/** What a layer's name follows from. */
interface Nameable {
  readonly name?: string
  readonly kind: { readonly kind: string }
  readonly weightsOf?: unknown
}

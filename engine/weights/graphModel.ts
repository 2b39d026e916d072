import type { SourceWeight } from './sourceWeight'

/** An operation of a TensorFlow graph, as `model.json` of a graph model lists it. */
interface Node {
  readonly name: string
  readonly op: string
  readonly input?: readonly string[]
  readonly attr?: Readonly<
    Record<string, { readonly f?: number; readonly b?: boolean; readonly list?: { readonly s?: readonly string[] } }>
  >
}

/** Which inputs of an operation are weights of a layer, by the names that layers have for them. */
const WEIGHTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  Conv2D: { 1: 'kernel' },
  _FusedConv2D: { 1: 'kernel' },
  DepthwiseConv2dNative: { 1: 'depthwiseKernel' },
  FusedDepthwiseConv2dNative: { 1: 'depthwiseKernel' },
  Conv2DBackpropInput: { 1: 'kernel' },
  MatMul: { 1: 'kernel' },
  _FusedMatMul: { 1: 'kernel' },
  FusedBatchNorm: { 1: 'gamma', 2: 'beta', 3: 'movingMean', 4: 'movingVariance' },
  FusedBatchNormV2: { 1: 'gamma', 2: 'beta', 3: 'movingMean', 4: 'movingVariance' },
  FusedBatchNormV3: { 1: 'gamma', 2: 'beta', 3: 'movingMean', 4: 'movingVariance' },
  Prelu: { 1: 'alpha' },
}

/** Operations that hand on what they are given. */
const PASSING = new Set(['Identity', 'ReadVariableOp', 'NoOp'])
const ADDING = new Set(['BiasAdd', 'Add', 'AddV2'])

/**
 * The tensors of a TensorFlow.js graph model as weights of layers, in the order in which the graph computes them: a graph keeps
 * its weights as constants, and says only by the operation that reads one whose weight it is. The converter folds batch
 * normalisations into the convolutions before them, so that a convolution's bias may stand for one.
 *
 * Tensors that no layer is known to read stand behind the others, under their own names. A topology of another form gives all
 * tensors as they are.
 */
export function graphModelWeights(topology: unknown, tensors: readonly SourceWeight[]): SourceWeight[] {
  const nodes = nodesOf(topology)
  const constants = new Map(tensors.map(tensor => [tensor.name, tensor]))
  const constant = (name: string | undefined): SourceWeight | undefined => {
    for (let at = name === undefined ? undefined : baseOf(name), steps = 0; at !== undefined && steps < 8; steps++) {
      const known = constants.get(at)
      if (known) return known
      const node: Node | undefined = nodes.get(at)
      at = node && PASSING.has(node.op) && node.input?.[0] ? baseOf(node.input[0]) : undefined
    }
    return undefined
  }
  const layers = new Map<string, Map<string, SourceWeight>>()
  for (const node of inOrder(nodes)) {
    const found = weightsOf(node, constant)
    const before = node.input?.[0] === undefined ? undefined : layers.get(baseOf(node.input[0]))
    const [left, right] = [constant(node.input?.[0]), constant(node.input?.[1])]
    if (found.size > 0) layers.set(node.name, found)
    else if (ADDING.has(node.op) && before && !before.has('bias') && !left && right?.shape.length === 1) {
      before.set('bias', right)
    }
  }
  const used = new Set<string>()
  const names = new Set<string>()
  const weights = [...layers].flatMap(([node, found]) => {
    const layer = uniqueName(node, names)
    return [...found].map(([weight, tensor]) => {
      used.add(tensor.name)
      return derived(tensor, { name: `${layer}/${weight}`, folded: true })
    })
  })
  return [...weights, ...tensors.filter(({ name, shape }) => !used.has(name) && shape.length > 0)]
}

function nodesOf(topology: unknown): Map<string, Node> {
  const { node } = (topology ?? {}) as { node?: unknown }
  const isNode = (one: Partial<Node> | null): boolean =>
    typeof one?.name === 'string' &&
    typeof one.op === 'string' &&
    (one.input === undefined || (Array.isArray(one.input) && one.input.every(input => typeof input === 'string')))
  return new Map((Array.isArray(node) ? (node as Node[]) : []).filter(isNode).map(one => [one.name, one]))
}

/** Without the number of an output, and the mark of an order that is no input: `^conv:1` → `conv`. */
function baseOf(input: string): string {
  return input.replace(/^\^/, '').replace(/:\d+$/, '')
}

/** Every node behind those it reads, from the first input of the last one on. */
function* inOrder(nodes: ReadonlyMap<string, Node>): Generator<Node> {
  const read = new Set([...nodes.values()].flatMap(({ input = [] }) => input.map(baseOf)))
  const seen = new Set<string>()
  // A stack of its own: graphs are deeper than calls may be.
  const waiting = [...nodes.values()]
    .filter(({ name }) => !read.has(name))
    .reverse()
    .map(node => ({ node, entered: false }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, entered } = next
    if (entered) yield node
    else if (!seen.has(node.name)) {
      seen.add(node.name)
      waiting.push({ node, entered: true })
      for (const input of [...(node.input ?? [])].reverse()) {
        const before = nodes.get(baseOf(input))
        if (before) waiting.push({ node: before, entered: false })
      }
    }
  }
}

function weightsOf(
  { op, input = [], attr = {} }: Node,
  constant: (name: string | undefined) => SourceWeight | undefined,
): Map<string, SourceWeight> {
  const found = new Map<string, SourceWeight>()
  if (!Object.hasOwn(WEIGHTS, op) || attr.transpose_b?.b === true) return found
  for (const [index, weight] of Object.entries(WEIGHTS[op])) {
    const tensor = constant(input[Number(index)])
    const epsilon = attr.epsilon?.f
    if (tensor) found.set(weight, weight === 'movingVariance' && epsilon ? derived(tensor, { epsilon }) : tensor)
  }
  // What is fused into the operation reads the inputs behind its own.
  const fused = (attr.fused_ops?.list?.s ?? []).map(word => atob(word))
  const bias = fused[0] === 'BiasAdd' && found.size > 0 ? constant(input[2]) : undefined
  if (bias) found.set('bias', bias)
  return found
}

/** The same tensor, of which more is known; its numbers are still read when they are taken. */
function derived(tensor: SourceWeight, known: Partial<SourceWeight>): SourceWeight {
  return Object.assign(Object.create(tensor), known)
}

/** The scope that a layer's operations share: `net/conv2d_1/Relu` → `net/conv2d_1`. */
function uniqueName(node: string, names: Set<string>): string {
  const scope = node.split('/').slice(0, -1).join('/') || node
  let name = scope
  for (let number = 2; names.has(name); number++) name = `${scope}#${number}`
  names.add(name)
  return name
}

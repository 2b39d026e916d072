import { PbfReader } from 'pbf'
import { EngineError } from '../engineError'
import { PRODUCER } from '../export/writeOnnx'
import { decodeFloats, FLOAT_BYTES, type FloatType } from './floats'
import { lazyWeight, type UnreadWeight } from './lazyWeight'
import { type OnnxNode, type OnnxTensor, readGraph } from './onnxGraph'
import type { SourceWeight } from './sourceWeight'

/** How the operators with weights name them, in the order of their inputs. */
const OPERATORS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  Conv: [undefined, 'kernel', 'bias'],
  ConvTranspose: [undefined, 'kernel', 'bias'],
  Gemm: [undefined, 'kernel', 'bias'],
  MatMul: [undefined, 'kernel'],
  PRelu: [undefined, 'alpha'],
  BatchNormalization: [undefined, 'gamma', 'beta', 'movingMean', 'movingVariance'],
  InstanceNormalization: [undefined, 'gamma', 'beta'],
  LayerNormalization: [undefined, 'gamma', 'beta'],
}

const TYPES = new Map<number, FloatType>([
  [1, 'float32'],
  [10, 'float16'],
  [11, 'float64'],
  [16, 'bfloat16'],
])

/**
 * Reads the initialisers of an ONNX model, layer by layer in the order in which the graph applies them. A matrix product
 * followed by an addition is one layer with a bias.
 *
 * Throws {@link EngineError} where the file is broken, or keeps its numbers in other files.
 * Source  https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function readOnnx(file: string, bytes: Uint8Array): SourceWeight[] {
  let graph: ReturnType<typeof readGraph>
  try {
    graph = readGraph(new PbfReader(bytes))
  } catch (error) {
    const message = `${file} is no ONNX model, or is cut off: ${(error as Error).message}`
    throw new EngineError('truncated-shard', message, 'Copy or export it again.', { cause: error })
  }
  if (graph.producer === PRODUCER) return ownWeights(file, graph.initializers)
  const tensors = new Map(graph.initializers.map(tensor => [tensor.name, tensor]))
  const taken = new Set<string>()
  return graph.nodes.flatMap((node, index) => {
    const names = Object.hasOwn(OPERATORS, node.operator) ? OPERATORS[node.operator] : []
    const inputs = names.flatMap((weight, input) => {
      const tensor = tensors.get(node.inputs[input] ?? '')
      return weight && tensor ? [{ weight, tensor }] : []
    })
    const bias = node.operator === 'MatMul' && inputs.length > 0 ? biasBehind(graph.nodes, node, tensors) : undefined
    if (bias) inputs.push({ weight: 'bias', tensor: bias })
    const layer = layerOf(inputs.map(({ tensor }) => tensor.name)) ?? (node.name || `${node.operator}_${index}`)
    return inputs.flatMap(({ weight, tensor }) => {
      if (taken.has(tensor.name)) return []
      taken.add(tensor.name)
      const read = readerOf(file, tensor)
      return read ? [lazyWeight(file, sourceOf(`${layer}/${weight}`, tensor, read, node))] : []
    })
  })
}

/** The weights of a file that we wrote: by the network's own names, matrices with inputs before outputs. */
function ownWeights(file: string, initializers: readonly OnnxTensor[]): SourceWeight[] {
  return initializers
    .filter(({ name }) => name.includes('/'))
    .flatMap(tensor => {
      const { name, shape } = tensor
      const read = readerOf(file, tensor)
      const layout = shape.length > 2 ? { layout: 'channelsFirst' as const } : {}
      return read ? [lazyWeight(file, { name, shape, read, ...layout })] : []
    })
}

function sourceOf(name: string, { shape }: OnnxTensor, read: () => Float32Array, node: OnnxNode): UnreadWeight {
  // A matrix product has inputs before outputs already; Gemm where it does not transpose.
  const transposed = node.operator === 'Gemm' ? node.transB === 1 : node.operator !== 'MatMul'
  return {
    ...{ name, shape, read },
    ...(transposed ? { layout: 'channelsFirst' as const } : {}),
    ...(node.operator === 'BatchNormalization' ? { epsilon: node.epsilon ?? 1e-5 } : {}),
  }
}

/** The vector that the only reader of a matrix product adds. */
function biasBehind(
  nodes: readonly OnnxNode[],
  { outputs: [output] }: OnnxNode,
  tensors: ReadonlyMap<string, OnnxTensor>,
): OnnxTensor | undefined {
  const readers = nodes.filter(({ inputs }) => inputs.includes(output))
  if (readers.length !== 1 || readers[0].operator !== 'Add') return undefined
  const tensor = tensors.get(readers[0].inputs.find(name => name !== output) ?? '')
  return tensor?.shape.length === 1 ? tensor : undefined
}

/** What the names of a layer's weights begin with: `features.0` of `features.0.weight` and `features.0.bias`. */
function layerOf(names: readonly string[]): string | undefined {
  const stems = new Set(names.map(name => /^(.+)[./][^./]+$/.exec(name)?.[1]))
  return stems.size === 1 ? [...stems][0] : undefined
}

/** Undefined for what is no float. */
function readerOf(
  file: string,
  { name, type, raw, floats, shape, isExternal }: OnnxTensor,
): (() => Float32Array) | undefined {
  if (isExternal) {
    const message = `${file} keeps ${name} in a file beside it`
    throw new EngineError('unsupported-weights', message, 'Export with save_as_external_data=False.')
  }
  const float = TYPES.get(type)
  if (float === undefined) return undefined
  const size = shape.reduce((a, b) => a * b, 1)
  const found = raw ? raw.length / FLOAT_BYTES[float] : floats.length
  if (found !== size) {
    const message = `${file}: ${name} has ${found} numbers of ${size}: the file is cut off`
    throw new EngineError('truncated-shard', message, 'Copy or export it again.')
  }
  return () => (raw ? decodeFloats(float, raw) : Float32Array.from(floats))
}

import type { PbfReader } from 'pbf'

/** As much of an ONNX graph as its weights need. Numbers of fields are those of onnx.proto. */
export interface OnnxGraph {
  /** The program that wrote the file. */
  producer: string
  readonly nodes: OnnxNode[]
  readonly initializers: OnnxTensor[]
}

export interface OnnxNode {
  name: string
  operator: string
  readonly inputs: string[]
  readonly outputs: string[]
  /** Attributes of `BatchNormalization` and `Gemm`. */
  epsilon?: number
  transB?: number
}

export interface OnnxTensor {
  name: string
  type: number
  readonly shape: number[]
  raw?: Uint8Array
  floats: number[]
  /** Whether its numbers are in another file. */
  isExternal: boolean
}

/** Reads `ModelProto`. Throws where the bytes are none. */
export function readGraph(reader: PbfReader): OnnxGraph {
  const graph: OnnxGraph = { producer: '', nodes: [], initializers: [] }
  reader.readFields((field, _, pbf) => {
    if (field === 2) graph.producer = pbf!.readString()
    if (field === 7) pbf!.readMessage(graphField, graph)
  }, null)
  if (graph.nodes.length === 0) throw new Error('it has no graph')
  return graph
}

function graphField(field: number, graph: OnnxGraph, pbf?: PbfReader): void {
  if (field === 1) {
    graph.nodes.push(pbf!.readMessage(nodeField, { name: '', operator: '', inputs: [], outputs: [] } as OnnxNode))
  }
  if (field === 5) {
    const empty: OnnxTensor = { name: '', type: 0, shape: [], floats: [], isExternal: false }
    graph.initializers.push(pbf!.readMessage(tensorField, empty))
  }
}

function nodeField(field: number, node: OnnxNode, pbf?: PbfReader): void {
  if (field === 1) node.inputs.push(pbf!.readString())
  if (field === 2) node.outputs.push(pbf!.readString())
  if (field === 3) node.name = pbf!.readString()
  if (field === 4) node.operator = pbf!.readString()
  if (field === 5) {
    const { name, float, integer } = pbf!.readMessage(attributeField, { name: '', float: 0, integer: 0 })
    if (name === 'epsilon') node.epsilon = float
    if (name === 'transB') node.transB = integer
  }
}

function attributeField(field: number, into: { name: string; float: number; integer: number }, pbf?: PbfReader): void {
  if (field === 1) into.name = pbf!.readString()
  if (field === 2) into.float = pbf!.readFloat()
  if (field === 3) into.integer = pbf!.readVarint(true)
}

function tensorField(field: number, tensor: OnnxTensor, pbf?: PbfReader): void {
  if (field === 1) pbf!.readPackedVarint(tensor.shape)
  if (field === 2) tensor.type = pbf!.readVarint()
  if (field === 4) pbf!.readPackedFloat(tensor.floats)
  if (field === 8) tensor.name = pbf!.readString()
  if (field === 9) tensor.raw = pbf!.readBytes()
  if (field === 10) pbf!.readPackedDouble(tensor.floats)
  if (field === 14) tensor.isExternal = pbf!.readVarint() === 1
}

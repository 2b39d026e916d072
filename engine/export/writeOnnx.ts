import { PbfWriter } from 'pbf'
import { transpose } from '../weights/transpose'

/** An ONNX model without its weights, as `convolens export --to onnx` describes it. */
export interface OnnxDescription {
  readonly name: string
  readonly opset: number
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly nodes: readonly Node[]
  readonly initializers: readonly Initializer[]
}

interface Value {
  readonly name: string
  readonly shape: readonly (number | string)[]
}

interface Node {
  readonly name: string
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

type Attribute =
  | { readonly float: number }
  | { readonly integer: number }
  | { readonly integers: readonly number[] }
  | { readonly text: string }

type Initializer =
  | {
      readonly name: string
      readonly shape: readonly number[]
      readonly type: 'float' | 'integer'
      readonly values: readonly number[]
    }
  | {
      readonly name: string
      readonly shape: readonly number[]
      readonly sourceShape: readonly number[]
      readonly axes: readonly number[]
    }

/** What our files say they are written by: their weights are then called `layer/weight`. */
export const PRODUCER = 'Convolens'

/** The version of the file format that came with the operators' set 18. */
const IR_VERSION = 8
const FLOAT = 1
const INT64 = 7

/**
 * The bytes of a `.onnx` file: the model, and in it the weights of the network, by names such as `conv2d_1/kernel`.
 *
 * Numbers of fields and types are those of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
 */
export function writeOnnx(model: OnnxDescription, weights: ReadonlyMap<string, Float32Array>): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter()
  writer.writeVarintField(1, IR_VERSION)
  writer.writeStringField(2, PRODUCER)
  writer.writeMessage(7, (graph, pbf) => writeGraph(graph, weights, pbf), model)
  writer.writeMessage(8, (opset, pbf) => pbf.writeVarintField(2, opset), model.opset)
  return writer.finish() as Uint8Array<ArrayBuffer>
}

function writeGraph(model: OnnxDescription, weights: ReadonlyMap<string, Float32Array>, pbf: PbfWriter): void {
  for (const node of model.nodes) pbf.writeMessage(1, writeNode, node)
  pbf.writeStringField(2, model.name)
  for (const initializer of model.initializers) {
    pbf.writeMessage(5, (tensor, own) => writeTensor(tensor, weights, own), initializer)
  }
  for (const input of model.inputs) pbf.writeMessage(11, writeValue, input)
  for (const output of model.outputs) pbf.writeMessage(12, writeValue, output)
}

function writeNode({ name, operator, inputs, outputs, attributes }: Node, pbf: PbfWriter): void {
  for (const input of inputs) pbf.writeStringField(1, input)
  for (const output of outputs) pbf.writeStringField(2, output)
  pbf.writeStringField(3, name)
  pbf.writeStringField(4, operator)
  for (const entry of Object.entries(attributes)) pbf.writeMessage(5, writeAttribute, entry)
}

function writeAttribute([name, value]: [string, Attribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name)
  if ('float' in value) pbf.writeFloatField(2, value.float)
  if ('integer' in value) pbf.writeVarintField(3, value.integer)
  if ('text' in value) pbf.writeStringField(4, value.text)
  if ('integers' in value) for (const integer of value.integers) pbf.writeVarintField(8, integer)
  const type = 'float' in value ? 1 : 'integer' in value ? 2 : 'text' in value ? 3 : 7
  pbf.writeVarintField(20, type)
}

function writeTensor(tensor: Initializer, weights: ReadonlyMap<string, Float32Array>, pbf: PbfWriter): void {
  for (const size of tensor.shape) pbf.writeVarintField(1, size)
  pbf.writeVarintField(2, 'type' in tensor && tensor.type === 'integer' ? INT64 : FLOAT)
  pbf.writeStringField(8, tensor.name)
  pbf.writeBytesField(9, bytesOf(tensor, weights))
}

function bytesOf(tensor: Initializer, weights: ReadonlyMap<string, Float32Array>): Uint8Array {
  if (!('type' in tensor)) {
    const values = weights.get(tensor.name)
    if (values === undefined) throw new Error(`the weights of ${tensor.name} are missing`)
    return bytes(transpose(values, tensor.sourceShape, tensor.axes))
  }
  if (tensor.type === 'float') return bytes(Float32Array.from(tensor.values))
  return bytes(BigInt64Array.from(tensor.values, value => BigInt(value)))
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function writeValue({ name, shape }: Value, pbf: PbfWriter): void {
  pbf.writeStringField(1, name)
  const writeShape = (sizes: Value['shape'], own: PbfWriter) => {
    for (const size of sizes) own.writeMessage(1, writeSize, size)
  }
  const writeTensorType = (sizes: Value['shape'], own: PbfWriter) => {
    own.writeVarintField(1, FLOAT)
    own.writeMessage(2, writeShape, sizes)
  }
  pbf.writeMessage(2, (sizes, own) => own.writeMessage(1, writeTensorType, sizes), shape)
}

function writeSize(size: number | string, pbf: PbfWriter): void {
  if (typeof size === 'number') pbf.writeVarintField(1, size)
  else pbf.writeStringField(2, size)
}

/** An ONNX model as plain data, which survives JSON; names of operators and attributes are those of ONNX. */
export interface OnnxModel {
  readonly name: string
  /** Version of the operators' set. */
  readonly opset: number
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxInitializer[]
}

/** A tensor at the border of the model; a size that is a word is open. */
export interface OnnxValue {
  readonly name: string
  readonly shape: readonly (number | string)[]
}

export interface OnnxNode {
  readonly name: string
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, OnnxAttribute>>
}

export type OnnxAttribute =
  | { readonly float: number }
  | { readonly integer: number }
  | { readonly integers: readonly number[] }
  | { readonly text: string }

export type OnnxInitializer = OnnxConstant | OnnxWeight

export interface OnnxConstant {
  readonly name: string
  readonly shape: readonly number[]
  readonly type: 'float' | 'integer'
  readonly values: readonly number[]
}

/** A weight of the network, called `layer/weight`: its axes in another order, then with the given shape. */
export interface OnnxWeight {
  readonly name: string
  readonly shape: readonly number[]
  /** Of the network's weight, some axes of size 1 more or less. */
  readonly sourceShape: readonly number[]
  readonly axes: readonly number[]
}

import type { OnnxAttribute, OnnxConstant, OnnxInitializer, OnnxNode, OnnxWeight } from './onnxModel'
import type { Step } from './step'

/** What of a weight ONNX wants otherwise than the network has it. */
export interface WeightForm {
  /** With axes of size 1 more or less, before they change places. */
  readonly from?: readonly number[]
  readonly axes?: readonly number[]
  /** With axes of size 1 more or less, or merged, after they changed places. */
  readonly shape?: readonly number[]
}

/** Collects nodes and initialisers; every method gives the names of the tensors it makes. */
export class OnnxWriter {
  readonly nodes: OnnxNode[] = []
  readonly initializers: OnnxInitializer[] = []
  private readonly known = new Set<string>()
  private prefix = ''
  private count = 0

  /** Nodes from now on belong to the layer of this name. */
  begin(name: string): void {
    this.prefix = name
    this.count = 0
  }

  /** A node with several outputs. */
  several(
    operator: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Readonly<Record<string, OnnxAttribute | undefined>> = {},
  ): string[] {
    this.count += 1
    const name = `${this.prefix}/${operator}_${this.count}`
    const made = Array.from({ length: outputs }, (_, index) => (outputs === 1 ? name : `${name}:${index}`))
    const given = Object.entries(attributes).filter((entry): entry is [string, OnnxAttribute] => entry[1] !== undefined)
    this.nodes.push({ name, operator, inputs, outputs: made, attributes: Object.fromEntries(given) })
    return made
  }

  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute | undefined>> = {},
  ): string {
    return this.several(operator, inputs, 1, attributes)[0]
  }

  /** The tensor once more, as an output of the model that is called after its layer. */
  output(input: string, layer: string): string {
    let name = `${layer}_output`
    for (let number = 2; this.known.has(name); number += 1) name = `${layer}_output_${number}`
    this.known.add(name)
    this.nodes.push({ name, operator: 'Identity', inputs: [input], outputs: [name], attributes: {} })
    return name
  }

  /** One number. */
  number(value: number): string {
    return this.constant({ name: `number:${value}`, shape: [], type: 'float', values: [value] })
  }

  numbers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    const name = `${this.prefix}:numbers_${this.initializers.length}`
    return this.constant({ name, shape, type: 'float', values })
  }

  integers(...values: number[]): string {
    return this.constant({
      name: `integers:${values.join(',')}`,
      shape: [values.length],
      type: 'integer',
      values,
    })
  }

  /** A weight of the layer, or of the one whose weights it uses; the tensor is there once. Undefined where it has none. */
  weight({ layer, weights }: Step, weight: string, { from, axes, shape }: WeightForm = {}): string | undefined {
    const found = weights.find(({ name }) => name === weight)
    if (found === undefined) return undefined
    const sourceShape = from ?? (found.shape as readonly number[])
    const order = axes ?? sourceShape.map((_, axis) => axis)
    const initializer: OnnxWeight = {
      name: `${layer.weightsOf ?? layer.name}/${weight}`,
      shape: shape ?? order.map(axis => sourceShape[axis]),
      sourceShape,
      axes: order,
    }
    return this.add(initializer)
  }

  transpose(input: string, perm: readonly number[]): string {
    const isChange = perm.some((axis, index) => axis !== index)
    return isChange ? this.node('Transpose', [input], { perm: { integers: perm } }) : input
  }

  /** The shape counts the images too; 0 keeps a size, -1 takes what is left. */
  reshape(input: string, shape: readonly number[]): string {
    return this.node('Reshape', [input, this.integers(...shape)])
  }

  private constant(constant: OnnxConstant): string {
    return this.add(constant)
  }

  private add(initializer: OnnxInitializer): string {
    if (!this.known.has(initializer.name)) this.initializers.push(initializer)
    this.known.add(initializer.name)
    return initializer.name
  }
}

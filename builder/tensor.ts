import { activated } from './activation'
import type { LayerKind } from './layerKind'
import * as kinds from './layers/index'
import { COMMON_OPTIONS, createNode, type LayerNode, type NodeOutput } from './node'
import { formatInput, type OptionInputs, type OptionTable } from './option'
import { isProblem, NetworkError } from './problem'
import { formatShape, type Shape } from './shape'

type Kinds = typeof kinds
export type LayerName = keyof Kinds

/** Options given by position, as a tuple; optional once one has a default. */
type PositionalInputs<Table extends OptionTable, Names extends readonly unknown[]> = Names extends readonly [
  infer Name extends keyof Table,
  ...infer Others,
]
  ? Name extends keyof OptionInputs<Table>
    ? undefined extends OptionInputs<Table>[Name]
      ? [OptionInputs<Table>[Name]?, ...PositionalInputs<Table, Others>]
      : [OptionInputs<Table>[Name], ...PositionalInputs<Table, Others>]
    : []
  : []

type NamedOptions<Table extends OptionTable, Names extends readonly unknown[]> = Omit<
  OptionInputs<Table>,
  Names[number] & string
> &
  CommonOptions

interface CommonOptions {
  name?: string
  /** False for a layer whose weights training leaves as they are. */
  trainable?: boolean
}

/** Arguments of a layer call: the options by position, then an object with the others. */
export type LayerArguments<Kind> =
  Kind extends LayerKind<infer Table, infer Positional, infer _Inputs, infer _Outputs>
    ? [...PositionalInputs<Table, Positional>, options?: NamedOptions<Table, Positional>]
    : never

type LayerMethod<Kind> =
  Kind extends LayerKind<infer Table, infer Positional, infer Inputs, infer Outputs>
    ? 'several' extends Inputs
      ? (...tensorsThenOptions: (Tensor | (NamedOptions<Table, Positional> & object))[]) => Made<Outputs>
      : (...args: LayerArguments<Kind>) => Made<Outputs>
    : never

type Made<Outputs> = 'several' extends Outputs ? Tensor[] : Tensor

type LayerMethods = { readonly [Name in LayerName]: LayerMethod<Kinds[Name]> }

/**
 * A symbolic tensor, with one method a layer: `x.conv2d(64, 3).batchNorm().relu()`. A merge takes the other tensors:
 * `x.add(shortcut)`. Nothing is computed but shapes.
 *
 * Throws {@link NetworkError}, which names layer, option, rule and values, where a layer does not fit.
 */
export interface Tensor extends LayerMethods {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the methods are put on the prototype below, one a layer kind.
export class Tensor implements NodeOutput {
  constructor(
    readonly node: LayerNode,
    readonly output: number,
  ) {}

  /** `[height, width, channels]` or `[units]`, without batch axis. */
  get shape(): Shape {
    return this.node.outputShapes[this.output]
  }

  get height(): number {
    return this.size(0, 'height')
  }

  get width(): number {
    return this.size(1, 'width')
  }

  /** Channels of a map, or units of a vector: the last axis. */
  get channels(): number {
    return this.size(this.shape.length - 1, 'channels')
  }

  /** Applies a layer made by {@link layers}: every tensor it is applied to shares its weights. */
  apply<Outputs extends 'one' | 'several'>(layer: SharedLayer<Outputs>): Made<Outputs> {
    if (!(layer instanceof SharedLayer)) {
      const message = 'apply needs a layer made by layers, such as layers.conv2d(8, 3)'
      throw new NetworkError('apply', { rule: 'invalid-argument', message })
    }
    return layer.applyTo(this)
  }

  private size(axis: number, what: string): number {
    const size = this.shape[axis]
    if (typeof size === 'number') return size
    const message = `the ${what} of ${formatShape(this.shape)} is not a number; give the input a size to compute with it`
    throw new NetworkError(this.node.kind.kind, { rule: 'unknown-size', message })
  }
}

/** A layer made once and applied to several tensors, which then share its weights (siamese networks, RPN heads). */
export class SharedLayer<Outputs extends 'one' | 'several' = 'one'> {
  private first: LayerNode | undefined

  constructor(
    readonly kind: LayerKind,
    readonly options: Readonly<Record<string, unknown>>,
  ) {}

  applyTo(tensor: Tensor): Made<Outputs> {
    const node = create(this.kind, this.options, [tensor], this.first)
    this.first ??= node
    return outputsOf(node) as Made<Outputs>
  }
}

/** Layers that are made first and applied later: `const head = layers.conv2d(256, 3)`, `p3.apply(head)`. */
export const layers = Object.fromEntries(
  Object.values(kinds as Record<string, LayerKind>)
    .filter(kind => kind.inputs === 'one')
    .map(kind => [kind.kind, (...args: unknown[]) => new SharedLayer(kind, optionsOf(kind, args))]),
) as unknown as {
  readonly [Name in LayerName as Kinds[Name]['inputs'] extends 'one' ? Name : never]: (
    ...args: LayerArguments<Kinds[Name]>
  ) => SharedLayer<Kinds[Name]['outputs']>
}

/** What the user gave by position and by name, as one object. */
export function optionsOf(kind: LayerKind, args: readonly unknown[]): Record<string, unknown> {
  const options: Record<string, unknown> = {}
  const { positional } = kind
  for (const [index, argument] of args.entries()) {
    if (index < positional.length && !(index === args.length - 1 && isOptionsObject(kind, argument))) {
      options[positional[index]] = argument
    } else {
      Object.assign(options, argument)
    }
  }
  return options
}

/** Programs in JavaScript have no types that would tell of an argument too many. */
function refuseStray(kind: LayerKind, args: readonly unknown[]): void {
  const stray = args
    .slice(kind.positional.length)
    .find(argument => argument !== undefined && typeof argument !== 'object')
  if (stray === undefined) return
  const message = `${kind.kind} does not take ${formatInput(stray)} here`
  throw new NetworkError(kind.kind, { rule: 'invalid-argument', message })
}

/** Whether an argument in an option's place is the object with the named options: `maxPool2d({ strides: 1 })`. */
export function isOptionsObject(kind: LayerKind, argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    !Array.isArray(argument) &&
    Object.keys(argument).every(name => COMMON_OPTIONS.includes(name) || Object.hasOwn(kind.options, name))
  )
}

function create(
  kind: LayerKind,
  options: Readonly<Record<string, unknown>>,
  inputs: readonly Tensor[],
  weightsOf?: LayerNode,
): LayerNode {
  const node = createNode(kind, options, inputs, weightsOf)
  if (isProblem(node)) throw new NetworkError(kind.kind, node)
  return node
}

function outputsOf(made: LayerNode): Tensor | Tensor[] {
  const node = activated(made)
  const tensors = node.outputShapes.map((_, output) => new Tensor(node, output))
  return node.kind.outputs === 'several' ? tensors : tensors[0]
}

for (const kind of Object.values(kinds as Record<string, LayerKind>)) {
  Object.defineProperty(Tensor.prototype, kind.kind, {
    value: function (this: Tensor, ...args: unknown[]): Tensor | Tensor[] {
      const others = kind.inputs === 'several' ? args.filter(argument => argument instanceof Tensor) : []
      const rest = args.filter(argument => !(argument instanceof Tensor))
      refuseStray(kind, rest)
      return outputsOf(create(kind, optionsOf(kind, rest), [this, ...others]))
    },
  })
}

import { type Dimension, equal, unknownDimension } from './dimension'
import type { LayerKind, Weight } from './layerKind'
import { formatInput, INVALID, type OptionTable } from './option'
import { isProblem, type Problem } from './problem'
import { channelsLast, type Shape, unknownShape } from './shape'

/** One use of a layer while a network is being written: the layer kind, its options, and the tensors it was given. */
export interface LayerNode {
  /** Rises with every node made, so that sorting by it puts every layer after its inputs. */
  readonly serial: number
  readonly kind: LayerKind
  /** The user's own name, if any. */
  readonly name?: string
  /** Every option in its normal form. */
  readonly options: Readonly<Record<string, unknown>>
  readonly inputs: readonly NodeOutput[]
  readonly outputShapes: readonly Shape[]
  /** The first node made by the same shared layer. */
  readonly weightsOf?: LayerNode
  /** What makes the costs unknowable although the shapes are known: an option nobody can know. */
  readonly unknownOptions: readonly string[]
  /** The weights, where they do not follow from kind and options: of layers of other libraries, or frozen ones. */
  readonly weights?: readonly Weight[]
  /** Set where the layer takes and gives channels before height and width. */
  readonly channelsFirst?: true
  /** The layer that applies this activation itself; both are one layer of the graph. See {@link activated}. */
  readonly fusedInto?: LayerNode
}

export interface NodeOutput {
  readonly node: LayerNode
  readonly output: number
}

/** Stands for an option whose value cannot be known; only a static analyser has such. */
export class UnknownOption {
  constructor(readonly reason: string) {}
}

/** Options of every layer, whatever its kind. */
export const COMMON_OPTIONS: readonly string[] = ['name', 'trainable']

let serial = 0

/** The serial of the latest node. */
export function latestSerial(): number {
  return serial
}

/**
 * Makes a layer of the given kind on the given inputs.
 *
 * `optionInputs` is what the user wrote, by name; `name` and `trainable` are options of every layer. Returns the
 * problem, as a value, where an option is missing, unknown or of a wrong type, or where the layer does not fit its inputs.
 */
export function createNode(
  kind: LayerKind,
  optionInputs: Readonly<Record<string, unknown>>,
  inputs: readonly NodeOutput[],
  weightsOf?: LayerNode,
): LayerNode | Problem {
  const options = readOptions(kind, optionInputs)
  if (isProblem(options)) return options
  const shapes = inputs.map(({ node, output }) => node.outputShapes[output])
  const outputShapes = inferAll(kind, options, shapes)
  if (isProblem(outputShapes)) return outputShapes
  const { name, trainable = true } = optionInputs
  if (typeof trainable !== 'boolean' && !(trainable instanceof UnknownOption)) {
    const message = `trainable must be true or false, got ${formatInput(trainable)}`
    return { rule: 'invalid-option', option: 'trainable', message }
  }
  const unknownOptions = options.alternatives.map(([option]) => option)
  const isPlain = trainable === true || weightsOf !== undefined || unknownOptions.length > 0
  return {
    serial: ++serial,
    kind,
    name: typeof name === 'string' ? name : undefined,
    options: options.values,
    inputs,
    outputShapes,
    weightsOf,
    unknownOptions,
    weights: isPlain ? undefined : frozen(kind.weights(options.values as never, shapes), trainable),
    channelsFirst: undefined,
    fusedInto: undefined,
  }
}

/** A layer like another one, which has other inputs of the same shapes. */
export function nodeLike(
  { kind, name, options, outputShapes, unknownOptions, weights, channelsFirst }: Omit<LayerNode, 'serial' | 'inputs'>,
  inputs: readonly NodeOutput[],
  weightsOf: LayerNode | undefined,
): LayerNode {
  return {
    serial: ++serial,
    kind,
    name,
    options,
    inputs,
    outputShapes,
    weightsOf,
    unknownOptions,
    weights,
    channelsFirst,
    fusedInto: undefined,
  }
}

/** Weights that training leaves as they are; where it is not known whether it does, how many it learns is not known either. */
function frozen(weights: readonly Weight[], trainable: false | UnknownOption): readonly Weight[] {
  if (trainable === false) return weights.map(weight => ({ ...weight, trainable }))
  return weights.flatMap(weight => {
    if (!weight.trainable) return [weight]
    const shape = [unknownDimension(trainable.reason)]
    return [true, false].map(either => ({ ...weight, shape, trainable: either }))
  })
}

/**
 * A layer as another library makes it, which has worked out shapes and weights by its own rules; the options are read as
 * the builder's. What the builder would not accept of them becomes unknown.
 */
export function describedNode(
  kind: LayerKind,
  optionInputs: Readonly<Record<string, unknown>>,
  inputs: readonly NodeOutput[],
  given: Pick<LayerNode, 'name' | 'outputShapes' | 'weightsOf' | 'weights' | 'channelsFirst'>,
): LayerNode {
  const accepted: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(kind.options as OptionTable)) {
    const input = optionInputs[name] === undefined ? option.defaultInput : optionInputs[name]
    const isWrong =
      !(input instanceof UnknownOption) && (option.required || input !== undefined) && option.parse(input) === INVALID
    accepted[name] = isWrong ? new UnknownOption(`${name} is ${formatInput(input)}`) : optionInputs[name]
  }
  const options = readOptions(kind, accepted)
  if (isProblem(options)) throw new Error(options.message)
  const shapes = inputs.map(({ node, output }) => node.outputShapes[output])
  const seen = given.channelsFirst ? shapes.map(channelsLast) : shapes
  // Where the builder's layer does not take such inputs, nothing but what is given can be said.
  const fits = !isProblem(kind.infer(options.values as never, seen))
  const made = { ...given, serial: ++serial, kind, inputs }
  return fits
    ? { ...made, options: options.values, unknownOptions: [] }
    : { ...made, options: {}, unknownOptions: Object.keys(kind.options) }
}

/** A node in the place of one that has a problem: it keeps the analysis going, and nothing about it is known. */
export function unknownNode(kind: LayerKind, inputs: readonly NodeOutput[], rank: number, reason: string): LayerNode {
  return {
    serial: ++serial,
    kind,
    options: {},
    inputs,
    outputShapes: [unknownShape(rank, reason)],
    unknownOptions: Object.keys(kind.options),
  }
}

interface ReadOptions {
  readonly values: Record<string, unknown>
  /** Options that cannot be known but have only a few values, with those values. */
  readonly alternatives: [string, readonly unknown[]][]
}

function readOptions(kind: LayerKind, inputs: Readonly<Record<string, unknown>>): ReadOptions | Problem {
  for (const option of Object.keys(inputs)) {
    if (COMMON_OPTIONS.includes(option) || Object.hasOwn(kind.options, option)) continue
    const known = [...Object.keys(kind.options), ...COMMON_OPTIONS]
    const near = known.find(name => isNear(name, option))
    const message = `${kind.kind} has no option ${option}${near ? `; did you mean ${near}?` : ''}`
    return { rule: 'unknown-option', option, message }
  }
  const values: Record<string, unknown> = {}
  const alternatives: [string, readonly unknown[]][] = []
  for (const [name, option] of entriesOf(kind.options)) {
    const input = inputs[name] === undefined ? option.defaultInput : inputs[name]
    if (input instanceof UnknownOption) {
      const possible = option.alternatives(input.reason)
      values[name] = possible[0]
      if (possible.length > 1) alternatives.push([name, possible])
      continue
    }
    if (input === undefined && option.required) {
      return { rule: 'missing-option', option: name, message: `${kind.kind} needs ${name}: ${option.type}` }
    }
    const value = option.parse(input)
    if (value === INVALID) {
      const message = `${name} must be ${option.type}, got ${formatInput(input)}`
      return { rule: 'invalid-option', option: name, message }
    }
    values[name] = value
  }
  return { values, alternatives }
}

/** The options of a table with their names, listed once. */
function entriesOf(table: OptionTable): readonly [string, OptionTable[string]][] {
  const known = entries.get(table)
  if (known) return known
  const listed = Object.entries(table)
  entries.set(table, listed)
  return listed
}

const entries = new WeakMap<OptionTable, readonly [string, OptionTable[string]][]>()

/** Shapes that hold whatever the unknown options are; dimensions that depend on them are unknown. */
function inferAll(kind: LayerKind, read: ReadOptions, inputs: readonly Shape[]): readonly Shape[] | Problem {
  const [choice, ...others] = read.alternatives
  if (choice === undefined) return kind.infer(read.values as never, inputs)
  const [name, values] = choice
  const results = values.map(value =>
    inferAll(kind, { values: { ...read.values, [name]: value }, alternatives: others }, inputs),
  )
  const possible = results.filter((result): result is readonly Shape[] => !isProblem(result))
  if (possible.length === 0) return results[0]
  return possible.reduce((a, b) => joinShapes(a, b, `depends on ${name}, which is not known`))
}

function joinShapes(a: readonly Shape[], b: readonly Shape[], reason: string): readonly Shape[] {
  return a.map((shape, output) => {
    const other = b[output]
    if (other === undefined || other.length !== shape.length) return unknownShape(shape.length, reason)
    return shape.map((size: Dimension, axis) => (equal(size, other[axis]) ? size : unknownDimension(reason)))
  })
}

/** Whether one edit (a letter more, less, other, or two swapped) or another case leads from one word to the other. */
export function isNear(word: string, typed: string): boolean {
  const [a, b] = [word.toLowerCase(), typed.toLowerCase()]
  if (a === b || a.startsWith(b) || b.startsWith(a)) return true
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [left, right] = [a.length - start - end, b.length - start - end]
  return Math.max(left, right) <= 2
}

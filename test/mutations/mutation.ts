import type { Draft, Part } from './draft'

/** A way to damage a network that one rule must find. */
export interface Mutation {
  /** The rule that must find it. */
  readonly rule: string
  /** What is done to the network, for people: `removes the activation between two convolutions`. */
  readonly does: string
  /** Other rules that rightly find something elsewhere in the network then. */
  readonly consequences?: readonly string[]
  /** Whether a layer can be damaged in this way, so that the rule must find it. */
  where(part: Part, draft: Draft): boolean
  /** Does it; returns the names of the layers at which the rule may tell it, {@link MODEL} for the model as a whole. */
  damage(part: Part, draft: Draft): readonly string[]
}

/** Stands for the call that makes the model, among the places where a finding may be. */
export const MODEL = 'the model'

export const RECTIFIERS: ReadonlySet<string> = new Set(['relu', 'relu6'])
export const ACTIVATIONS: ReadonlySet<string> = new Set([
  ...RECTIFIERS,
  'leakyRelu',
  'hardSwish',
  'sigmoid',
  'hardSigmoid',
  'softmax',
  'tanh',
])
/** What belongs to a convolution: it works on each element where it stands. */
export const IN_PLACE: ReadonlySet<string> = new Set([...ACTIVATIONS, 'batchNorm', 'localResponseNorm', 'dropout'])
export const POOLS: ReadonlySet<string> = new Set(['maxPool2d', 'avgPool2d'])
export const VECTORS: ReadonlySet<string> = new Set(['flatten', 'globalAveragePool2d'])

/** Sides of a window; of a layer without one, none. */
export function windowOf({ options }: Part): readonly number[] {
  return (options.kernelSize ?? options.poolSize ?? []) as readonly number[]
}

export function isWindow(part: Part, side: number, stride?: number): boolean {
  const strides = (part.options.strides ?? []) as readonly number[]
  const sides = windowOf(part)
  const fits = sides.length === 2 && sides.every(each => each === side)
  return fits && (stride === undefined || strides.every(step => step === stride))
}

export function isConvolution({ kind, options }: Part): boolean {
  return kind === 'conv2d' && options.groups === 1
}

/** The channels of a map or the units of a vector. */
export function channelsOf(shape: readonly unknown[]): number {
  return Number(shape.at(-1))
}

/** Whether the shape is a map of at least so many pixels a side. */
export function isMapOf(shape: readonly unknown[], least: number): boolean {
  return shape.length === 3 && Number(shape[0]) >= least && Number(shape[1]) >= least
}

export function isVector(shape: readonly unknown[]): boolean {
  return shape.length === 1
}

/** The branch of a residual sum and what it starts from: the summand that the other one leads to through convolutions. */
export function identitySide(sum: Part, draft: Draft): number | undefined {
  if (sum.kind !== 'add' || sum.inputs.length !== 2) return undefined
  const sides = [0, 1].filter(side => draft.ancestors(draft.source(sum, 1 - side)).has(draft.source(sum, side)))
  return sides.length === 1 ? sides[0] : undefined
}

/** The last dense layer or convolution of a classifier with one output. */
export function isHead(part: Part, draft: Draft): boolean {
  if (draft.outputs.length !== 1 || draft.info.task !== 'classification') return false
  const next = draft.next(part)
  return part.kind === 'dense' && next?.kind === 'softmax' && draft.isOutput(next)
}

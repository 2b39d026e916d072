import type { Dimension } from './dimension'
import type { OptionTable, OptionValues } from './option'
import type { Problem } from './problem'
import type { Shape } from './shape'
import type { Window } from './window'

/** A tensor of numbers a layer learns or keeps. Parameters follow from it, and the engine creates it from it. */
export interface Weight {
  /** As in TensorFlow.js: `kernel`, `bias`, `gamma` … */
  readonly name: string
  readonly shape: Shape
  /** False for what is kept, not learnt: batch normalisation's moving statistics. */
  readonly trainable: boolean
  readonly initializer: Initializer
}

/** How a weight starts: the schemes of Keras by their names, or one number for all. */
export type Initializer =
  | 'glorotNormal'
  | 'glorotUniform'
  | 'heNormal'
  | 'heUniform'
  | 'identity'
  | 'leCunNormal'
  | 'leCunUniform'
  | 'ones'
  | 'orthogonal'
  | 'randomNormal'
  | 'randomUniform'
  | 'truncatedNormal'
  | 'zeros'
  | { readonly constant: number }

/** Everything that is true of one kind of layer, for one image. Made by {@link defineLayer}. */
export interface LayerKind<
  Table extends OptionTable = OptionTable,
  Positional extends readonly (keyof Table & string)[] = readonly (keyof Table & string)[],
  Inputs extends 'one' | 'several' = 'one' | 'several',
  Outputs extends 'one' | 'several' = 'one' | 'several',
> {
  readonly kind: string
  /** One sentence: what it does. */
  readonly summary: string
  readonly options: Table
  /** Where the option `activation` works: behind the layer, unless said to work inside it, as at every step of an LSTM. */
  readonly activation?: 'within'
  /** The options that are given by position, in order; all others by name. */
  readonly positional: Positional
  /** A merge takes several tensors of one kind. */
  readonly inputs: Inputs
  /** A layer with several outputs, such as a split, gives an array of tensors. */
  readonly outputs: Outputs
  /** The shapes of the outputs, or what is wrong. */
  infer(options: OptionValues<Table>, inputs: readonly Shape[]): readonly Shape[] | Problem
  weights(options: OptionValues<Table>, inputs: readonly Shape[]): readonly Weight[]
  /** The parameters as a formula with numbers: `(3·3·8 + 1)·16`. Empty where there are none. */
  formula(options: OptionValues<Table>, inputs: readonly Shape[]): string
  /** Multiply-adds of convolutions and dense layers; bias, normalisation, activation and pooling are not counted. */
  macs(options: OptionValues<Table>, inputs: readonly Shape[], outputs: readonly Shape[]): Dimension
  window(options: OptionValues<Table>, inputs: readonly Shape[], outputs: readonly Shape[]): Window
}

type Definition<
  Table extends OptionTable,
  Positional extends readonly (keyof Table & string)[],
  Inputs extends 'one' | 'several',
  Outputs extends 'one' | 'several',
> = Pick<LayerKind<Table, Positional, Inputs, Outputs>, 'kind' | 'summary' | 'options' | 'infer'> &
  Partial<Omit<LayerKind<Table, Positional>, 'inputs' | 'outputs'>> & {
    readonly inputs?: Inputs
    readonly outputs?: Outputs
  }

/** Defines a layer kind. Left out: no weights, no multiply-adds, an elementwise window, one input, one output. */
export function defineLayer<
  const Table extends OptionTable,
  const Positional extends readonly (keyof Table & string)[] = readonly [],
  Inputs extends 'one' | 'several' = 'one',
  Outputs extends 'one' | 'several' = 'one',
>(definition: Definition<Table, Positional, Inputs, Outputs>): LayerKind<Table, Positional, Inputs, Outputs> {
  return {
    positional: [] as unknown as Positional,
    inputs: 'one' as Inputs,
    outputs: 'one' as Outputs,
    weights: () => [],
    formula: () => '',
    macs: () => 0,
    window: () => 'elementwise',
    ...definition,
  }
}

/** `[height, width, channels]`, or the problem that the input has another rank. */
export function expectMap(input: Shape): readonly [Dimension, Dimension, Dimension] | Problem {
  if (input.length === 3) return [input[0], input[1], input[2]]
  return {
    rule: 'wrong-rank',
    message: `needs a map of height×width×channels, got ${input.length === 1 ? 'a vector' : `rank ${input.length}`}`,
  }
}

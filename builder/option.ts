import { type Dimension, formatDimension, isExpression, unknownDimension } from './dimension'

/**
 * One option of a layer: its type, default and documentation, said once. Types of the builder, validation, completion,
 * hover and the reference page all follow from it.
 */
export interface Option<Input, Value = Input, Required extends boolean = boolean> {
  readonly documentation: string
  /** The type in words: `integer of at least 1`. */
  readonly type: string
  readonly required: Required
  /** The default as a user would write it. */
  readonly defaultInput?: Input
  /** The words the option may be, for completion. */
  readonly choices?: readonly string[]
  /** The normal form of what the user gave, or {@link INVALID}. */
  parse(input: unknown): Value | typeof INVALID
  /** The values the option may have when it cannot be known: one that spreads the unknown, or each of a few. */
  alternatives(reason: string): readonly Value[]
}

/** Returned by {@link Option.parse} for a value that is not of the option's type. */
export const INVALID: unique symbol = Symbol('invalid')

// biome-ignore lint/suspicious/noExplicitAny: a table holds options of any type; each layer's own table is exact.
export type OptionTable = Readonly<Record<string, Option<any, any, boolean>>>

type InputOf<O> = O extends Option<infer Input, infer _Value, infer _Required> ? Input : never
type ValueOf<O> = O extends Option<infer _Input, infer Value, infer _Required> ? Value : never
type RequiredNames<T extends OptionTable> = {
  [Name in keyof T]: T[Name] extends Option<infer _Input, infer _Value, true> ? Name : never
}[keyof T]

/** What a user passes: required options, and the others if wanted. */
export type OptionInputs<T extends OptionTable> = { [Name in RequiredNames<T>]: InputOf<T[Name]> } & {
  [Name in Exclude<keyof T, RequiredNames<T>>]?: InputOf<T[Name]>
}

/** What a layer receives: every option in its normal form. */
export type OptionValues<T extends OptionTable> = { readonly [Name in keyof T]: ValueOf<T[Name]> }

export type Pair = readonly [Dimension, Dimension]
export type PairInput = number | readonly [number, number]

/** Border in input pixels: TensorFlow's words, a number for all sides, or each side (PyTorch's and Caffe's paddings). */
export type PaddingInput = 'same' | 'valid' | number | Sides<number>
export type Padding = 'same' | 'valid' | Sides<Dimension>

export type SidesInput = PairInput | readonly [readonly [number, number], readonly [number, number]] | Sides<number>

export interface Sides<Size> {
  readonly top: Size
  readonly bottom: Size
  readonly left: Size
  readonly right: Size
}

const COUNT = 'integer of at least 1'

/** A required integer of at least 1. */
export function count(documentation: string): Option<number, Dimension, true> {
  return { documentation, type: COUNT, required: true, parse: parseCount, alternatives: unknownCount }
}

/** An integer of at least 1 with a default. */
export function countOr(defaultInput: number, documentation: string): Option<number, Dimension, false> {
  return { documentation, type: COUNT, required: false, defaultInput, parse: parseCount, alternatives: unknownCount }
}

/** An integer of at least 0; none when absent. */
export function countOrNone(documentation: string): Option<number, Dimension, false> {
  return {
    documentation,
    type: 'integer of at least 0',
    required: false,
    defaultInput: 0,
    parse: parsePixels,
    alternatives: unknownCount,
  }
}

/** A required window side in pixels: one number, or `[height, width]`. */
export function pair(documentation: string): Option<PairInput, Pair, true> {
  return { documentation, type: PAIR, required: true, parse: parsePair, alternatives: unknownPair }
}

/** One number or `[height, width]`, with a default. */
export function pairOr(defaultInput: PairInput, documentation: string): Option<PairInput, Pair, false> {
  return { documentation, type: PAIR, required: false, defaultInput, parse: parsePair, alternatives: unknownPair }
}

/** One number or `[height, width]`; what it is when absent is for the layer to say. */
export function optionalPair(documentation: string): Option<PairInput, Pair | undefined, false> {
  return {
    documentation,
    type: PAIR,
    required: false,
    parse: input => (input === undefined ? undefined : parsePair(input)),
    alternatives: unknownPair,
  }
}

export function paddingOr(defaultInput: PaddingInput, documentation: string): Option<PaddingInput, Padding, false> {
  return {
    documentation,
    type: "'same', 'valid', a number of pixels, or { top, bottom, left, right }",
    required: false,
    defaultInput,
    choices: ['same', 'valid'],
    parse: input => (input === 'same' || input === 'valid' ? input : parseSides(input)),
    alternatives: reason => [unknownSides(reason)],
  }
}

/**
 * Pixels on each side: a number for all four, `[vertical, horizontal]`, `[[top, bottom], [left, right]]`, or
 * `{ top, bottom, left, right }`.
 */
export function sides(documentation: string): Option<SidesInput, Sides<Dimension>, true> {
  return {
    documentation,
    type: 'a number of pixels, [vertical, horizontal], [[top, bottom], [left, right]], or { top, bottom, left, right }',
    required: true,
    parse: parseSides,
    alternatives: reason => [unknownSides(reason)],
  }
}

export function flagOr(defaultInput: boolean, documentation: string): Option<boolean, boolean, false> {
  return {
    documentation,
    type: 'boolean',
    required: false,
    defaultInput,
    choices: ['true', 'false'],
    parse: input => (typeof input === 'boolean' ? input : INVALID),
    alternatives: () => [true, false],
  }
}

/** One of a few words. */
export function choiceOr<const Word extends string>(
  words: readonly Word[],
  defaultInput: NoInfer<Word>,
  documentation: string,
): Option<Word, Word, false> {
  return {
    documentation,
    type: words.map(word => `'${word}'`).join(' or '),
    required: false,
    defaultInput,
    choices: words,
    parse: input => words.find(word => word === input) ?? INVALID,
    alternatives: () => words,
  }
}

/** One of a few words from which neither shapes nor costs follow; `unknown` where a static analyser cannot tell. */
export function wordOr<const Word extends string>(
  words: readonly Word[],
  defaultInput: NoInfer<Word>,
  documentation: string,
): Option<Word, Word | 'unknown', false> {
  return { ...choiceOr(words, defaultInput, documentation), alternatives: () => ['unknown'] }
}

/** A number between two bounds, `least` included, `below` not. It never decides a shape. */
export function numberIn(least: number, below: number, documentation: string): Option<number, number, true> {
  const parse = parseNumberIn(least, below)
  return {
    documentation,
    type: `number from ${least}, below ${below}`,
    required: true,
    parse,
    alternatives: () => [Number.NaN],
  }
}

/** A number with a default. It never decides a shape. */
export function numberOr(defaultInput: number, documentation: string): Option<number, number, false> {
  return {
    documentation,
    type: 'number',
    required: false,
    defaultInput,
    parse: parseNumberIn(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    alternatives: () => [Number.NaN],
  }
}

/** A required number. It never decides a shape. */
export function number(documentation: string): Option<number, number, true> {
  return {
    documentation,
    type: 'number',
    required: true,
    parse: parseNumberIn(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    alternatives: () => [Number.NaN],
  }
}

/** A required list of integers of at least `least`; what its length must be is for the layer to say. */
export function integers(least: number, documentation: string): Option<readonly number[], readonly Dimension[], true> {
  return {
    documentation,
    type: `array of integers of at least ${least}`,
    required: true,
    parse: parseIntegers(least),
    alternatives: reason => [[unknownDimension(reason)]],
  }
}

/** A list of integers of at least `least`, with a default. */
export function integersOr(
  least: number,
  defaultInput: readonly number[],
  documentation: string,
): Option<readonly number[], readonly Dimension[], false> {
  return { ...integers(least, documentation), required: false, defaultInput }
}

/** An axis of a tensor: 1 is the first (as in Keras, where 0 is the batch), -1 the last. */
export function axisOr(defaultInput: number, documentation: string): Option<number, number, false> {
  return {
    documentation,
    type: 'integer other than 0',
    required: false,
    defaultInput,
    parse: input => (typeof input === 'number' && Number.isInteger(input) && input !== 0 ? input : INVALID),
    alternatives: () => [Number.NaN],
  }
}

/** A number of equal parts, or the size of each part. */
export function parts(
  documentation: string,
): Option<number | readonly number[], Dimension | readonly Dimension[], true> {
  const parseSizes = parseIntegers(1)
  return {
    documentation,
    type: `${COUNT}, or an array of them`,
    required: true,
    parse: input => (Array.isArray(input) ? parseSizes(input) : parseCount(input)),
    alternatives: unknownCount,
  }
}

/** A shape without batch axis; at most one dimension may be -1 and is then computed. */
export function shape(documentation: string): Option<readonly number[], readonly Dimension[], true> {
  return {
    documentation,
    type: 'array of integers of at least 1, one of them -1 at most',
    required: true,
    parse: input => {
      if (!Array.isArray(input) || input.filter(size => size === -1).length > 1) return INVALID
      return input.every(size => size === -1 || parseCount(size) !== INVALID) ? (input as Dimension[]) : INVALID
    },
    alternatives: reason => [[unknownDimension(reason)]],
  }
}

const PAIR = 'integer of at least 1, or [height, width]'

function parseCount(input: unknown): Dimension | typeof INVALID {
  if (isExpression(input)) return input
  return typeof input === 'number' && Number.isInteger(input) && input >= 1 ? input : INVALID
}

function parseIntegers(least: number) {
  return (input: unknown): readonly Dimension[] | typeof INVALID =>
    Array.isArray(input) &&
    input.every(value => isExpression(value) || (Number.isInteger(value) && (value as number) >= least))
      ? input
      : INVALID
}

function parsePair(input: unknown): Pair | typeof INVALID {
  const [height, width] = Array.isArray(input) ? input : [input, input]
  if (Array.isArray(input) && input.length !== 2) return INVALID
  const rows = parseCount(height)
  const columns = parseCount(width)
  return rows === INVALID || columns === INVALID ? INVALID : [rows, columns]
}

function parsePixels(input: unknown): Dimension | typeof INVALID {
  return input === 0 ? 0 : parseCount(input)
}

function parseSides(input: unknown): Sides<Dimension> | typeof INVALID {
  let [top, bottom, left, right] = [input, input, input, input]
  if (Array.isArray(input)) {
    if (input.length !== 2) return INVALID
    const [vertical, horizontal] = input.map(side => (Array.isArray(side) ? side : [side, side]))
    if (vertical.length !== 2 || horizontal.length !== 2) return INVALID
    ;[top, bottom] = vertical
    ;[left, right] = horizontal
  } else if (typeof input === 'object' && input !== null && !isExpression(input)) {
    ;({ top, bottom, left, right } = input as Sides<unknown>)
  }
  const parsed = {
    top: parsePixels(top),
    bottom: parsePixels(bottom),
    left: parsePixels(left),
    right: parsePixels(right),
  }
  return Object.values(parsed).includes(INVALID) ? INVALID : (parsed as unknown as Sides<Dimension>)
}

function parseNumberIn(least: number, below: number) {
  return (input: unknown): number | typeof INVALID =>
    typeof input === 'number' && input >= least && input < below ? input : INVALID
}

function unknownCount(reason: string): readonly Dimension[] {
  return [unknownDimension(reason)]
}

function unknownPair(reason: string): readonly Pair[] {
  return [[unknownDimension(reason), unknownDimension(reason)]]
}

function unknownSides(reason: string): Sides<Dimension> {
  const side = () => unknownDimension(reason)
  return { top: side(), bottom: side(), left: side(), right: side() }
}

/** A value as a user would write it: `3`, `[3, 5]`, `'same'`, `filters`. */
export function formatInput(input: unknown): string {
  if (isExpression(input)) return formatDimension(input)
  if (typeof input === 'string') return `'${input}'`
  if (Array.isArray(input)) return `[${input.map(formatInput).join(', ')}]`
  if (typeof input === 'object' && input !== null) {
    return `{ ${Object.entries(input)
      .map(([name, value]) => `${name}: ${formatInput(value)}`)
      .join(', ')} }`
  }
  return String(input)
}

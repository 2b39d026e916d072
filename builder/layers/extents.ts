import { type Dimension, unknownDimension } from '../dimension'
import { count, INVALID, type Option } from '../option'

/** A side of a window over a sequence; an array of one number is the same, as in TensorFlow.js. */
export type LengthInput = number | readonly [number]

export type Triple = readonly [Dimension, Dimension, Dimension]
export type TripleInput = number | readonly [number, number, number]

const LENGTH = 'integer of at least 1'
const TRIPLE = 'integer of at least 1, or [depth, height, width]'
const { parse: anyCount } = count('Any count.')

/** A required length in elements of a sequence. */
export function length(documentation: string): Option<LengthInput, Dimension, true> {
  return { documentation, type: LENGTH, required: true, parse: parseLength, alternatives: unknownLength }
}

/** A length in elements of a sequence, with a default. */
export function lengthOr(defaultInput: number, documentation: string): Option<LengthInput, Dimension, false> {
  return { ...length(documentation), required: false, defaultInput }
}

/** A length in elements of a sequence; what it is when absent is for the layer to say. */
export function optionalLength(documentation: string): Option<LengthInput, Dimension | undefined, false> {
  return {
    ...length(documentation),
    required: false,
    parse: input => (input === undefined ? undefined : parseLength(input)),
  }
}

/** A required window side in voxels: one number, or `[depth, height, width]`. */
export function triple(documentation: string): Option<TripleInput, Triple, true> {
  return { documentation, type: TRIPLE, required: true, parse: parseTriple, alternatives: unknownTriple }
}

/** One number or `[depth, height, width]`, with a default. */
export function tripleOr(defaultInput: TripleInput, documentation: string): Option<TripleInput, Triple, false> {
  return { ...triple(documentation), required: false, defaultInput }
}

/** One number or `[depth, height, width]`; what it is when absent is for the layer to say. */
export function optionalTriple(documentation: string): Option<TripleInput, Triple | undefined, false> {
  return {
    ...triple(documentation),
    required: false,
    parse: input => (input === undefined ? undefined : parseTriple(input)),
  }
}

function parseLength(input: unknown): Dimension | typeof INVALID {
  if (!Array.isArray(input)) return anyCount(input)
  return input.length === 1 ? anyCount(input[0]) : INVALID
}

function parseTriple(input: unknown): Triple | typeof INVALID {
  const sides = Array.isArray(input) ? input : [input, input, input]
  const parsed = sides.map(anyCount)
  return parsed.length === 3 && !parsed.includes(INVALID) ? (parsed as unknown as Triple) : INVALID
}

function unknownLength(reason: string): readonly Dimension[] {
  return [unknownDimension(reason)]
}

function unknownTriple(reason: string): readonly Triple[] {
  return [[unknownDimension(reason), unknownDimension(reason), unknownDimension(reason)]]
}

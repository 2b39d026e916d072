import {
  add,
  type Dimension,
  type Expression,
  floorDivide,
  isExpression,
  multiply,
  subtract,
  unknownDimension,
} from '../../../builder/dimension'

/** A shape as TensorFlow.js has it, batch axis first. What is null there is a symbol of {@link NullSizes} here. */
export type TfjsShape = readonly Dimension[]

/** A shape of which not even the rank is known. */
export class UnknownRank {
  constructor(readonly reason: string) {}
}

export type MaybeShape = TfjsShape | UnknownRank

/** The name of the batch axis's symbol; no text of a user's can hold it. */
const BATCH = '\u0000batch'

/** The size of the batch axis that a program leaves open. */
export const NULL_BATCH: Dimension = { terms: [{ coefficient: 1, factors: [{ symbol: BATCH }] }] }

/** The symbols that stand for sizes that a program leaves open as null. */
export class NullSizes {
  private readonly names = new Set([BATCH])

  /** The open size of a batch axis. */
  readonly batch = NULL_BATCH

  /** A symbol for an open size on an axis, the batch axis being 0; `text` is the program, whose own names it avoids. */
  open(axis: number, rank: number, text: string): Dimension {
    const base = rank === 4 || rank === 3 ? (['', 'H', 'W'][axis] ?? `D${axis}`) : `D${axis}`
    let name = base
    for (let count = 2; this.names.has(name) || new RegExp(`\\b${name}\\b`).test(text); count++)
      name = `${base}${count}`
    this.names.add(name)
    return { terms: [{ coefficient: 1, factors: [{ symbol: name }] }] }
  }

  /** A size that TensorFlow.js leaves open on its own account. */
  other(): Dimension {
    const size = unknownDimension('TensorFlow.js leaves this size open')
    const [factor] = (size as Expression).terms[0]!.factors
    if (factor && 'symbol' in factor) this.names.add(factor.symbol)
    return size
  }

  /** Whether TensorFlow.js has null in the place of this size. */
  isNull(size: Dimension): boolean {
    if (!isExpression(size)) return false
    return size.terms.some(({ factors }) =>
      factors.some(factor =>
        'symbol' in factor ? this.names.has(factor.symbol) : this.isNull(factor.ceil) || this.isNull(factor.over),
      ),
    )
  }
}

/** `convOutputLength` of tfjs-layers. */
export function convolvedLength(
  size: Dimension,
  window: Dimension,
  padding: string,
  stride: Dimension,
  dilation: Dimension = 1,
): Dimension {
  if (stride === 0 && typeof size !== 'number') return size
  const span = add(window, multiply(subtract(window, 1), subtract(dilation, 1)))
  const places = padding === 'same' ? size : add(subtract(size, span), 1)
  return stillOpen(size, floorDivide(subtract(add(places, stride), 1), stride))
}

/** `deconvLength` of tfjs-layers. */
export function transposedLength(size: Dimension, stride: Dimension, window: Dimension, padding: string): Dimension {
  // Nothing times an open size is open in TensorFlow.js.
  if (stride === 0 && typeof size !== 'number') return size
  const spread = multiply(size, stride)
  if (padding !== 'valid') return stillOpen(size, spread)
  const overhang = subtract(window, stride)
  if (typeof overhang === 'number') return stillOpen(size, add(spread, Math.max(overhang, 0)))
  return add(spread, stride === 1 ? overhang : unknownDimension('windows may leave gaps between them'))
}

/** An open size stays open whatever it is computed with, even with what is no number. */
export function stillOpen(size: Dimension, computed: Dimension): Dimension {
  return typeof size !== 'number' && Number.isNaN(computed) ? size : computed
}

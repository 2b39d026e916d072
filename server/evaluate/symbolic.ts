import {
  add,
  ceilDivide,
  type Dimension,
  divideExactly,
  floorDivide,
  greatestCommonDivisor,
  multiply,
  subtract,
  symbol,
} from '../../builder/dimension'
import { Symbolic, Unknown, type Value } from './values'

/** `numerator / divisor` in lowest terms as far as that is easy. */
function quotient(numerator: Dimension, divisor: number): Symbolic | number | undefined {
  if (typeof numerator === 'number') return numerator / divisor
  if (divisor < 0) return quotient(multiply(-1, numerator), -divisor)
  const common = numerator.terms.reduce((found, { coefficient }) => greatestCommonDivisor(found, coefficient), divisor)
  const [exact, over] = [divideExactly(numerator, common), divisor / common]
  return exact === undefined || typeof exact === 'number' ? exact : new Symbolic(exact, over)
}

interface Fraction {
  readonly numerator: Dimension
  readonly divisor: number
}

/** Numbers with a short binary fraction, such as 0.25, are fractions; others would not be exact. */
function toFraction(value: Symbolic | number): Fraction | undefined {
  if (value instanceof Symbolic) return { numerator: value.dimension, divisor: value.divisor }
  for (let divisor = 1; divisor <= 64; divisor *= 2) {
    if (Number.isSafeInteger(value * divisor)) return { numerator: value * divisor, divisor }
  }
  return undefined
}

/** Arithmetic where at least one side is in symbols; undefined where no exact expression is known. */
export function symbolicArithmetic(operator: string, a: Symbolic | number, b: Symbolic | number): Value {
  const [x, y] = [toFraction(a), toFraction(b)]
  if (!x || !y) return undefined
  const divisor = x.divisor * y.divisor
  if (divisor > 4096) return undefined
  const [p, q] = [multiply(x.numerator, y.divisor), multiply(y.numerator, x.divisor)]
  if (operator === '+') return quotient(add(p, q), divisor)
  if (operator === '-') return quotient(subtract(p, q), divisor)
  if (operator === '*') return quotient(multiply(x.numerator, y.numerator), divisor)
  if (operator === '**' && typeof b === 'number' && Number.isInteger(b) && b >= 1 && b <= 4 && x.divisor === 1) {
    return quotient(multiply(...Array.from({ length: b }, () => x.numerator)), 1)
  }
  if (typeof q !== 'number' || q === 0) return undefined
  if (operator === '/') {
    const over = x.divisor * Number(y.numerator)
    return Number.isSafeInteger(over) ? quotient(multiply(x.numerator, y.divisor), over) : undefined
  }
  if (operator === '%' && divisor === 1 && q > 0) return quotient(subtract(p, multiply(q, floorDivide(p, q))), 1)
  if (divisor === 1 && operator === '>>' && q < 31) return quotient(floorDivide(p, 2 ** q), 1)
  if (divisor === 1 && operator === '<<' && q < 31) return quotient(multiply(p, 2 ** q), 1)
  if (operator === '|' && q === 0) return roundSymbolic('floor', new Symbolic(p as Exclude<Dimension, number>, divisor))
  return undefined
}

/** `Math.floor`, `ceil`, `round`, `trunc` of a number in symbols; sizes are positive, so that trunc is floor. */
export function roundSymbolic(how: 'floor' | 'ceil' | 'round' | 'trunc', { dimension, divisor }: Symbolic): Value {
  if (how === 'ceil') return fromDimension(ceilDivide(dimension, divisor))
  if (how === 'round') return fromDimension(floorDivide(add(multiply(2, dimension), divisor), 2 * divisor))
  return fromDimension(floorDivide(dimension, divisor))
}

export function fromDimension(dimension: Dimension): Symbolic | number {
  return typeof dimension === 'number' ? dimension : new Symbolic(dimension)
}

/** A parameter nobody supplied, used as a number, is the symbol of its name. */
export function asNumber(value: Value): Value {
  if (!(value instanceof Unknown) || value.parameter === undefined || value.candidates) return value
  return new Symbolic(symbol(value.parameter))
}

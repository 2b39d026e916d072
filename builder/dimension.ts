/**
 * A dimension of a shape, in elements: a number, or an expression in symbols such as `⌈H/2⌉`.
 *
 * Expressions are kept in a normal form, a polynomial with integer coefficients over symbols and rounded quotients, so
 * that two ways of writing one size compare equal: `⌈⌈H/2⌉/2⌉` is `⌈H/4⌉`, and `⌊H/2⌋` is `⌈(H − 1)/2⌉`. Every symbol
 * stands for an integer of at least 1. Expressions are plain data and survive JSON.
 */
export type Dimension = number | Expression

export interface Expression {
  readonly terms: readonly Term[]
}

/** `coefficient · factors[0] · factors[1] …`; the constant term has no factors. */
export interface Term {
  readonly coefficient: number
  readonly factors: readonly Factor[]
}

export type Factor = SymbolFactor | QuotientFactor

export interface SymbolFactor {
  readonly symbol: string
  /** Why nobody can know the value. Such a symbol is printed `?`; `symbol` then only keeps two unknowns apart. */
  readonly unknown?: string
}

/** `⌈ceil / over⌉` */
export interface QuotientFactor {
  readonly ceil: Dimension
  readonly over: Dimension
}

/** A symbol such as `H`: some integer of at least 1. */
export function symbol(name: string): Expression {
  return { terms: [{ coefficient: 1, factors: [{ symbol: name }] }] }
}

let unknowns = 0

/** A dimension that cannot be known, equal to no other; `reason` says why, in words for the user. */
export function unknownDimension(reason: string): Expression {
  unknowns += 1
  return { terms: [{ coefficient: 1, factors: [{ symbol: `?${unknowns}`, unknown: reason }] }] }
}

export function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && Array.isArray((value as Expression).terms)
}

export function isDimension(value: unknown): value is Dimension {
  return typeof value === 'number' || isExpression(value)
}

/** Why the dimension cannot be known, or undefined where it is a number or an expression in symbols. */
export function unknownReason(dimension: Dimension): string | undefined {
  if (typeof dimension === 'number') return undefined
  for (const { factors } of dimension.terms) {
    for (const factor of factors) {
      const reason = 'symbol' in factor ? factor.unknown : (unknownReason(factor.ceil) ?? unknownReason(factor.over))
      if (reason !== undefined) return reason
    }
  }
  return undefined
}

export function add(...dimensions: readonly Dimension[]): Dimension {
  return sum(dimensions)
}

/** What {@link add} gives, of however many. */
export function sum(dimensions: readonly Dimension[]): Dimension {
  let total = 0
  for (const dimension of dimensions) {
    if (typeof dimension !== 'number') return normalise(dimensions.flatMap(termsOf))
    total += dimension
  }
  return total
}

export function subtract(a: Dimension, b: Dimension): Dimension {
  return typeof a === 'number' && typeof b === 'number' ? a - b : add(a, multiply(-1, b))
}

export function multiply(...dimensions: readonly Dimension[]): Dimension {
  const number = productOfNumbers(dimensions)
  if (number !== undefined) return number
  let product: Term[] = [{ coefficient: 1, factors: [] }]
  for (const dimension of dimensions) {
    const terms = termsOf(dimension)
    const parts = product.reduce((sum, { factors }) => sum + factors.length, product.length)
    if (parts * terms.length > MOST_PARTS) return tooLong(dimensions)
    product = product.flatMap(a =>
      terms.map(b => ({ coefficient: a.coefficient * b.coefficient, factors: [...a.factors, ...b.factors] })),
    )
  }
  return normalise(product)
}

function productOfNumbers(dimensions: readonly Dimension[]): number | undefined {
  let product = 1
  for (const dimension of dimensions) {
    if (typeof dimension !== 'number') return undefined
    product *= dimension
  }
  return product
}

/** `⌈dividend / divisor⌉`; Infinity or NaN where the divisor is 0, as JavaScript has it. */
export function ceilDivide(dividend: Dimension, divisor: Dimension): Dimension {
  if (typeof divisor === 'number') {
    if (typeof dividend === 'number') return Math.ceil(dividend / divisor)
    if (divisor === 1) return dividend
    if (Number.isInteger(divisor) && divisor > 1) return ceilDivideByInteger(dividend.terms, divisor)
  }
  if (equal(dividend, divisor)) return 1
  return ofTerms([{ coefficient: 1, factors: [{ ceil: dividend, over: divisor }] }])
}

/** `⌊dividend / divisor⌋` */
export function floorDivide(dividend: Dimension, divisor: Dimension): Dimension {
  if (typeof dividend === 'number' && typeof divisor === 'number') return Math.floor(dividend / divisor)
  return ceilDivide(add(dividend, multiply(-1, divisor), 1), divisor)
}

/** The exact quotient where every term divides evenly, else undefined. */
export function divideExactly(dividend: Dimension, divisor: number): Dimension | undefined {
  const terms = termsOf(dividend)
  if (divisor === 0 || terms.some(({ coefficient }) => coefficient % divisor !== 0)) return undefined
  return normalise(terms.map(({ coefficient, factors }) => ({ coefficient: coefficient / divisor, factors })))
}

/** Whether both are the same for every value of their symbols. */
export function equal(a: Dimension, b: Dimension): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a === b : key(a) === key(b)
}

/** Whether some value of the symbols makes both the same; true when in doubt. */
export function mayEqual(a: Dimension, b: Dimension): boolean {
  const difference = subtract(a, b)
  if (typeof difference === 'number') return difference === 0
  if (unknownReason(difference) !== undefined) return true
  const constant = difference.terms.find(({ factors }) => factors.length === 0)?.coefficient ?? 0
  const coefficients = difference.terms.filter(({ factors }) => factors.length > 0).map(term => term.coefficient)
  const divisor = coefficients.reduce(greatestCommonDivisor)
  if (constant % divisor !== 0) return false
  // Symbols are at least 1 and so are quotients of them: a sum of one sign cannot be zero.
  const least = coefficients.reduce((a, b) => a + b, 0) + constant
  if (coefficients.every(coefficient => coefficient > 0)) return least <= 0 || hasNegativeQuotient(difference)
  if (coefficients.every(coefficient => coefficient < 0)) return least >= 0 || hasNegativeQuotient(difference)
  return true
}

/** Puts values in the place of symbols. */
export function substitute(dimension: Dimension, values: Readonly<Record<string, Dimension>>): Dimension {
  if (typeof dimension === 'number') return dimension
  return add(
    ...dimension.terms.map(({ coefficient, factors }) =>
      multiply(
        coefficient,
        ...factors.map(factor =>
          'symbol' in factor
            ? (values[factor.symbol] ?? { terms: [{ coefficient: 1, factors: [factor] }] })
            : ceilDivide(substitute(factor.ceil, values), substitute(factor.over, values)),
        ),
      ),
    ),
  )
}

/** The names of the symbols in the dimension, unknown ones left out. */
export function symbolsOf(dimension: Dimension): Set<string> {
  const names = new Set<string>()
  const visit = (part: Dimension) => {
    if (typeof part === 'number') return
    for (const factor of part.terms.flatMap(({ factors }) => factors)) {
      if ('symbol' in factor) {
        if (factor.unknown === undefined) names.add(factor.symbol)
      } else {
        visit(factor.ceil)
        visit(factor.over)
      }
    }
  }
  visit(dimension)
  return names
}

/** Written for people: `224`, `⌈H/2⌉`, `4·filters − 1`; `?` where it cannot be known. */
export function formatDimension(dimension: Dimension): string {
  if (typeof dimension === 'number') return String(dimension)
  if (unknownReason(dimension) !== undefined) return '?'
  return dimension.terms.map(formatTerm).join('')
}

function formatTerm({ coefficient, factors }: Term, index: number): string {
  const sign = coefficient < 0 ? (index === 0 ? '−' : ' − ') : index === 0 ? '' : ' + '
  const size = Math.abs(coefficient)
  const parts = factors.map(formatFactor)
  if (size !== 1 || parts.length === 0) parts.unshift(String(size))
  return sign + parts.join('·')
}

/** What is within one another is written in two ways, of which the shorter is kept: each is looked at once. */
const written = new WeakMap<QuotientFactor, string>()

function formatFactor(factor: Factor): string {
  if ('symbol' in factor) return factor.symbol
  const known = written.get(factor)
  if (known !== undefined) return known
  const text = formatQuotient(factor)
  written.set(factor, text)
  return text
}

function formatQuotient(factor: QuotientFactor): string {
  const over = formatDimension(factor.over)
  // A minus written out in a pattern would stay so in the bundle, which then takes two bytes of memory a letter.
  const inBrackets = (text: string) => (/ [+\u2212] /.test(text) ? `(${text})` : text)
  const ceil = inBrackets(formatDimension(factor.ceil))
  // ⌈(q − n + 1)/n⌉ is ⌊q/n⌋: the shorter form is the one people write.
  const floor = inBrackets(formatDimension(add(factor.ceil, factor.over, -1)))
  return floor.length < ceil.length ? `⌊${floor}/${inBrackets(over)}⌋` : `⌈${ceil}/${inBrackets(over)}⌉`
}

function termsOf(dimension: Dimension): readonly Term[] {
  if (typeof dimension !== 'number') return dimension.terms
  return dimension === 0 ? [] : [{ coefficient: dimension, factors: [] }]
}

/** Merges equal terms, drops zeros, orders by falling degree; a constant becomes a number. */
function normalise(terms: readonly Term[]): Dimension {
  const merged = new Map<string, { coefficient: number; factors: readonly Factor[] }>()
  for (const term of terms) {
    const factors = term.factors.length > 1 ? [...term.factors].sort(byKey) : term.factors
    const name = factors.map(factorKey).join('·')
    const seen = merged.get(name)
    if (seen) seen.coefficient += term.coefficient
    else merged.set(name, { coefficient: term.coefficient, factors })
  }
  const kept = [...merged].filter(([, { coefficient }]) => coefficient !== 0)
  // What is multiplied by no number, or by infinity, is no size any more.
  if (kept.some(([, { coefficient }]) => !Number.isFinite(coefficient))) return Number.NaN
  if (kept.length === 0) return 0
  kept.sort(([a, x], [b, y]) => y.factors.length - x.factors.length || (a < b ? -1 : 1))
  const [[, first]] = kept
  if (kept.length === 1 && first.factors.length === 0) return first.coefficient
  return ofTerms(kept.map(([, term]) => term))
}

/** More symbols, terms and quotients in one expression nobody reads; a loop such as `n = n * (n + 1)` makes them without end. */
const MOST_PARTS = 1000

function ofTerms(terms: readonly Term[]): Expression {
  const expression = { terms }
  return partsLeft(expression, MOST_PARTS) < 0 ? tooLong([expression]) : expression
}

/** How many of so many parts an expression leaves; below zero where it has more. */
function partsLeft(dimension: Dimension, parts: number): number {
  if (typeof dimension === 'number') return parts
  let left = parts
  for (const { factors } of dimension.terms) {
    left -= 1 + factors.length
    for (const factor of factors) {
      if (left < 0) return left
      if ('ceil' in factor) left = partsLeft(factor.over, partsLeft(factor.ceil, left))
    }
  }
  return left
}

function tooLong(dimensions: readonly Dimension[]): Expression {
  const reason = dimensions.map(unknownReason).find(reason => reason !== undefined)
  return unknownDimension(reason ?? 'its expression in symbols is too long')
}

/**
 * With q an integer: ⌈(n·q + r)/n⌉ = q + ⌈r/n⌉, ⌈(g·q + c)/(g·n)⌉ = ⌈(q + ⌈c/g⌉)/n⌉ and
 * ⌈(⌈p/m⌉ + c)/n⌉ = ⌈(p + m·c)/(m·n)⌉ (Graham, Knuth, Patashnik 1994, Concrete Mathematics, §3.2).
 */
function ceilDivideByInteger(terms: readonly Term[], divisor: number): Dimension {
  const whole: Term[] = []
  const rest: Term[] = []
  for (const { coefficient, factors } of terms) {
    // The constant keeps a remainder of 0 or less, so that ⌈H/n⌉ and ⌊H/n⌋ = ⌈(H − n + 1)/n⌉ both have no offset.
    const quotient = factors.length > 0 ? Math.floor(coefficient / divisor) : Math.ceil(coefficient / divisor)
    const remainder = coefficient - quotient * divisor
    if (quotient !== 0) whole.push({ coefficient: quotient, factors })
    if (remainder !== 0) rest.push({ coefficient: remainder, factors })
  }
  return add(normalise(whole), reducedQuotient(normalise(rest), divisor))
}

function reducedQuotient(dividend: Dimension, divisor: number): Dimension {
  if (typeof dividend === 'number') return Math.ceil(dividend / divisor)
  const variable = dividend.terms.filter(({ factors }) => factors.length > 0)
  const constant = dividend.terms.find(({ factors }) => factors.length === 0)?.coefficient ?? 0
  const common = variable.map(term => term.coefficient).reduce(greatestCommonDivisor, divisor)
  if (common > 1) {
    const reduced = variable.map(({ coefficient, factors }) => ({ coefficient: coefficient / common, factors }))
    const numerator = add(normalise(reduced), Math.ceil(constant / common))
    return divisor === common ? numerator : ceilDivideByInteger(termsOf(numerator), divisor / common)
  }
  const [only] = variable
  const inner = only?.factors[0]
  if (variable.length === 1 && only?.coefficient === 1 && only.factors.length === 1 && inner && 'ceil' in inner) {
    if (typeof inner.over === 'number') {
      return ceilDivide(add(inner.ceil, inner.over * constant), inner.over * divisor)
    }
  }
  return ofTerms([{ coefficient: 1, factors: [{ ceil: dividend, over: divisor }] }])
}

/** A quotient of a difference, such as ⌈(H − 4)/2⌉, may be zero or less, so that the sign argument does not hold. */
function hasNegativeQuotient(expression: Expression): boolean {
  return expression.terms.some(({ factors }) =>
    factors.some(
      factor => 'ceil' in factor && typeof factor.ceil !== 'number' && factor.ceil.terms.some(t => t.coefficient < 0),
    ),
  )
}

/** The largest integer that divides both. */
export function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

function byKey(a: Factor, b: Factor): number {
  return factorKey(a) < factorKey(b) ? -1 : 1
}

function factorKey(factor: Factor): string {
  return 'symbol' in factor ? factor.symbol : `⌈${key(factor.ceil)}/${key(factor.over)}⌉`
}

function key(dimension: Dimension): string {
  if (typeof dimension === 'number') return String(dimension)
  return `(${dimension.terms.map(({ coefficient, factors }) => [coefficient, ...factors.map(factorKey)].join('·')).join('+')})`
}

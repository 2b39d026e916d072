import { expect, test } from 'vitest'
import {
  add,
  ceilDivide,
  type Dimension,
  divideExactly,
  equal,
  floorDivide,
  formatDimension,
  mayEqual,
  multiply,
  substitute,
  subtract,
  symbol,
  unknownDimension,
  unknownReason,
} from './dimension'

const H = symbol('H')
const W = symbol('W')

test.each<[Dimension, string]>([
  [H, 'H'],
  [add(H, 3), 'H + 3'],
  [subtract(multiply(4, H), 1), '4·H − 1'],
  [multiply(H, W), 'H·W'],
  [ceilDivide(H, 2), '⌈H/2⌉'],
  [floorDivide(H, 2), '⌊H/2⌋'],
  [ceilDivide(ceilDivide(H, 2), 2), '⌈H/4⌉'],
  [subtract(H, H), '0'],
  [unknownDimension('read from a file'), '?'],
])('%# is written %s', (dimension, text) => {
  expect(formatDimension(dimension)).toBe(text)
})

test('two ways to write one size are equal', () => {
  expect(equal(multiply(add(H, 1), add(H, 1)), add(multiply(H, H), multiply(2, H), 1))).toBe(true)
  expect(equal(floorDivide(H, 2), ceilDivide(subtract(H, 1), 2))).toBe(true)
  expect(equal(ceilDivide(add(H, 4), 2), add(ceilDivide(H, 2), 2))).toBe(true)
  expect(equal(ceilDivide(H, 2), floorDivide(H, 2))).toBe(false)
  expect(equal(unknownDimension('a'), unknownDimension('a'))).toBe(false)
})

test('sizes that cannot be equal are told from those that may be', () => {
  expect(mayEqual(H, add(H, 1))).toBe(false)
  expect(mayEqual(multiply(2, H), add(multiply(2, W), 1))).toBe(false)
  expect(mayEqual(add(H, W), 1)).toBe(false)
  expect(mayEqual(H, W)).toBe(true)
  expect(mayEqual(unknownDimension('a'), 7)).toBe(true)
})

// Every nested quotient must give what integer arithmetic gives, for each size of the image.
const nested: readonly [string, (size: Dimension) => Dimension, (size: number) => number][] = [
  ['⌈⌈n/2⌉/3⌉', n => ceilDivide(ceilDivide(n, 2), 3), n => Math.ceil(Math.ceil(n / 2) / 3)],
  ['⌊(⌈n/2⌉ + 3)/2⌋', n => floorDivide(add(ceilDivide(n, 2), 3), 2), n => Math.floor((Math.ceil(n / 2) + 3) / 2)],
  ['⌊(n − 3)/2⌋ + 1', n => add(floorDivide(subtract(n, 3), 2), 1), n => Math.floor((n - 3) / 2) + 1],
  ['⌈(4n + 6)/8⌉', n => ceilDivide(add(multiply(4, n), 6), 8), n => Math.ceil((4 * n + 6) / 8)],
  [
    '⌊⌊n/3⌋·⌈n/2⌉/5⌋',
    n => floorDivide(multiply(floorDivide(n, 3), ceilDivide(n, 2)), 5),
    n => Math.floor((Math.floor(n / 3) * Math.ceil(n / 2)) / 5),
  ],
]
test.each(nested)('%s', (_name, symbolic, exact) => {
  const sizes = Array.from({ length: 64 }, (_, index) => index + 1)
  expect(sizes.map(size => substitute(symbolic(H), { H: size }))).toEqual(sizes.map(exact))
})

test('an exact quotient, or none', () => {
  expect(divideExactly(add(multiply(6, H), 9), 3)).toEqual(add(multiply(2, H), 3))
  expect(divideExactly(add(multiply(6, H), 8), 3)).toBeUndefined()
  expect(divideExactly(12, 5)).toBeUndefined()
})

test('why a size cannot be known survives arithmetic', () => {
  expect(unknownReason(ceilDivide(add(H, unknownDimension('read from a file')), 2))).toBe('read from a file')
  expect(unknownReason(ceilDivide(H, 2))).toBeUndefined()
})

test('what is multiplied by no number is no size, and nothing is computed with it for ever', () => {
  expect(multiply(H, Number.NaN)).toBeNaN()
  expect(multiply(H, Number.POSITIVE_INFINITY)).toBeNaN()
  expect(ceilDivide(add(multiply(H, Number.NaN), 1), 2)).toBeNaN()
})

test('an expression that grows without end becomes one that cannot be known', () => {
  const grown = (next: (n: Dimension) => Dimension) => {
    let n: Dimension = H
    for (let turn = 0; turn < 60; turn++) n = next(n)
    return n
  }
  const tooLong = 'its expression in symbols is too long'
  expect(unknownReason(grown(n => multiply(n, add(n, 1))))).toBe(tooLong)
  expect(unknownReason(grown(n => add(ceilDivide(n, add(n, 1)), n)))).toBe(tooLong)
  expect(unknownReason(grown(n => multiply(n, add(H, W, unknownDimension('read from a file')))))).toBe(
    'read from a file',
  )
  expect(unknownReason(multiply(...Array.from({ length: 2000 }, (_, index) => symbol(`n${index}`))))).toBe(tooLong)
})

test('quotients within one another are written as they are, however deep', () => {
  let n: Dimension = H
  for (let turn = 0; turn < 40; turn++) n = ceilDivide(add(multiply(2, n), 3), 7)
  expect(formatDimension(n)).toContain(`${'⌈(2·'.repeat(3)}H − 4)/7⌉ − 2)/7⌉ − 2)/7⌉`)
})

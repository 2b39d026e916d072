import { expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { applyFix } from '../rules/applyFix'
import { giveValue } from './giveValue'
import { inlayHints } from './inlayHints'

/** The code after the fix offered at the first occurrence of a part of it; undefined where none is. */
function fixed(code: string, part: string): string | undefined {
  const at = PREAMBLE.length + code.indexOf(part)
  const [fix] = giveValue(analyseText(code), { start: at, end: at })
  return fix && applyFix(PREAMBLE + code, fix).slice(PREAMBLE.length)
}

function hints(code: string): string[] {
  return inlayHints(analyseText(code), { start: 0, end: Number.MAX_SAFE_INTEGER }).map(({ label }) => label)
}

const head = `
function head(x: Tensor, classes: number) {
  return x.globalAveragePool2d().dense(classes)
}
`

test('a parameter that numbers depend on is given a value, which the analysis then uses', () => {
  const code = fixed(head, 'classes: number')!
  expect(code).toBe(head.replace('function', '/** @param {number} classes=10 */\nfunction'))
  expect(hints(head).at(-1)).toBe('classes')
  expect(hints(code).at(-1)).toBe('10')
})

test('the tag is added to documentation that is there', () => {
  const code = `
const make = {}
/** Ends a network. */
export const head = (x: Tensor, classes) => x.flatten().dense(classes)
`
  expect(fixed(code, 'classes')).toBe(code.replace('network. */', 'network.\n * @param {number} classes=10\n */'))
})

test('nothing is offered for a parameter that has a default, is known, or changes no number', () => {
  expect(fixed('function f(x: Tensor, n = 4) { return x.dense(n) }', 'n = 4')).toBeUndefined()
  expect(fixed('function f(x: Tensor, n: number) { return x.relu() }', 'n: number')).toBeUndefined()
  expect(fixed('function f(x: Tensor, n: number) { return x.dense(n) }\nf(input(4), 5)', 'n: number')).toBeUndefined()
  expect(fixed('function f(x: Tensor, n: number) { return x.dense(n) }', 'dense(n)')).toBeUndefined()
})

test.each([
  ['/** @example f(7) */\nfunction f(n) { return input(3).dense(n) }', '7'],
  ['/** @param {number} n=8 */\nfunction f(n) { return input(3).dense(n) }', '8'],
  ['/** @param {number} [n=9] */\nexport const f = n => input(3).dense(n)', '9'],
  [
    '/**\n * Makes it.\n * @example\n * const made = f([2, 6])\n */\nfunction f([, n]) { return input(3).dense(n) }',
    '6',
  ],
  ['/** @example f({ units: 5 }) */\nfunction f({ units }) { return input(3).dense(units) }', '5'],
  ['class A {\n  /** @param {number} n=3 the units */\n  make(n) { return input(3).dense(n) }\n}', '3'],
  ['/** @example f(other()) */\nfunction f(n) { return input(3).dense(n) }', 'n'],
  ['/** @param {number} n the units, = 5 say */\nfunction f(n) { return input(3).dense(n) }', 'n'],
])('values in the documentation: %s', (code, units) => {
  expect(hints(code).at(-1)).toBe(units)
})

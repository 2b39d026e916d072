import { expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { inlayHints } from './inlayHints'

const everything = { start: 0, end: Number.MAX_SAFE_INTEGER }

/** The code with its hints drawn into it. */
function drawn(code: string): string {
  let text = PREAMBLE + code
  for (const { offset, label } of inlayHints(analyseText(code), everything).reverse()) {
    text = `${text.slice(0, offset)}/* ${label} */${text.slice(offset)}`
  }
  return text.slice(PREAMBLE.length)
}

test('behind every call of a chain over lines', () => {
  expect(
    drawn(`
const image = input(32, 32, 1)
const x = image
  .conv2d(6, 5)
  .relu()
  .maxPool2d(2)
  .flatten().dense(10)`),
  ).toBe(`
const image = input(32, 32, 1)
const x = image
  .conv2d(6, 5)/* 28×28×6 */
  .relu()/* 28×28×6 */
  .maxPool2d(2)/* 14×14×6 */
  .flatten()/* 1176 */.dense(10)/* 10 */`)
})

test('the number of layers that one call makes', () => {
  expect(
    drawn(`
let x = input(32, 32, 3)
for (const filters of [8, 16]) x = x.conv2d(filters, 3, { padding: 'same' }).relu()
for (let i = 0; i < 3; i++) x = x.conv2d(16, 1)`),
  ).toBe(`
let x = input(32, 32, 3)
for (const filters of [8, 16]) x = x.conv2d(filters, 3, { padding: 'same' })/* ×2: 32×32×8 … */.relu()/* ×2: 32×32×8 … */
for (let i = 0; i < 3; i++) x = x.conv2d(16, 1)/* ×3: 32×32×16 */`)
})

test('symbols and unknowns', () => {
  expect(
    drawn(`
const x = input(null, null, 3).conv2d(8, 3, { strides: 2, padding: 'same' }).conv2d(Math.random(), 1)`),
  ).toBe(`
const x = input(null, null, 3)/* H×W×3 */.conv2d(8, 3, { strides: 2, padding: 'same' })/* ⌈H/2⌉×⌈W/2⌉×8 */.conv2d(Math.random(), 1)/* ⌈H/2⌉×⌈W/2⌉×? */`)
})

test('a loop of unknown length', () => {
  expect(
    drawn(`
const turns = Math.random() * 9
let x = input(32, 32, 3)
for (let i = 0; i < turns; i++) x = x.conv2d(3, 1)`),
  ).toContain('.conv2d(3, 1)/* ×?: 32×32×3 */')
})

test('only the stretch that is asked for', () => {
  const code = 'const x = input(32, 32, 1).conv2d(6, 5).relu()'
  const end = PREAMBLE.length + code.indexOf('.relu')
  expect(inlayHints(analyseText(code), { start: 0, end }).map(({ label }) => label)).toEqual(['28×28×6'])
})

test('the tooltip tells the costs', () => {
  const [hint] = inlayHints(analyseText('const x = input(32, 32, 1).conv2d(6, 5)'), everything)
  expect(hint.tooltip).toBe('conv2d_1: 32×32×1 → 28×28×6, receptive field 5×5, 156 parameters, 117,600 MACs')
})

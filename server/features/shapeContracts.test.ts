import { expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import type { Analysis, Fix } from '../analysis'
import { diagnostics } from '../features/diagnostics'
import { applyFix } from '../rules/applyFix'
import { insertContract, insertContracts, updateContracts } from './shapeContracts'

const NET = `
const image = input(32, 32, 3)
const block = (x: Tensor, filters: number) =>
  x
    .conv2d(filters, 3, { padding: 'same', useBias: false })
    .batchNorm()
    .relu() // the usual three
let x = block(image, 8)
x = block(x.maxPool2d(2), 16);
x = x.conv2d(Math.random(), 3)
model('m', image, x.globalAveragePool2d())
`

function changed(code: string, change: (analysis: Analysis) => Fix | undefined): string | undefined {
  const fix = change(analyseText(code))
  return fix && applyFix(PREAMBLE + code, fix).slice(PREAMBLE.length)
}

const withContracts = NET.replace('useBias: false })', 'useBias: false }) // => 32×32×8 | 16×16×16')
  .replace('.batchNorm()', '.batchNorm() // => 32×32×8 | 16×16×16')
  .replace('block(image, 8)', 'block(image, 8) // => 32×32×8')
  .replace('16);', '16); // => 16×16×16')

test('contracts for every line that ends with a call, where the shape is known and no comment stands', () => {
  expect(changed(NET, insertContracts)).toBe(withContracts)
})

test('nothing to add where every call has one, and they hold', () => {
  expect(changed(withContracts, insertContracts)).toBeUndefined()
  expect(changed(withContracts, updateContracts)).toBeUndefined()
  expect(diagnostics(analyseText(withContracts)).filter(({ rule }) => rule === 'wrong-shape-contract')).toEqual([])
})

test('all that do not hold are updated at once', () => {
  const larger = withContracts.replace('input(32, 32', 'input(64, 64')
  const updated = withContracts.replaceAll('16×16', '§').replaceAll('32×32', '64×64').replaceAll('§', '32×32')
  expect(changed(larger, updateContracts)).toBe(updated.replace('input(32, 32', 'input(64, 64'))
})

test('one at the call under the cursor', () => {
  const at = PREAMBLE.length + NET.indexOf('.batchNorm') + 3
  const titles = insertContract(analyseText(NET), { start: at, end: at }).map(({ title }) => title)
  expect(titles).toEqual(['Add the shape contract 32×32×8 | 16×16×16'])
  const nowhere = PREAMBLE.length + NET.indexOf('.relu')
  expect(insertContract(analyseText(NET), { start: nowhere, end: nowhere })).toEqual([])
})

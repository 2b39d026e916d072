import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { diagnostics } from './diagnostics'

const code = `
const image = input(12, 12, 3)
const x = image.conv2d(8, 3).batchNorm()
model('m', image, x.conv2d(8, 3, { stride: 2 }))
`

test('what the analysis and the rules find, in the order of the text', () => {
  expect(diagnostics(analyseText(code)).map(({ rule, severity }) => ({ rule, severity }))).toEqual([
    { rule: 'bias-before-batch-norm', severity: 'warning' },
    { rule: 'unknown-option', severity: 'error' },
  ])
})

test('once for a place, with how often', () => {
  const findings = diagnostics(
    analyseText(`
const image = input(12, 12, 3)
const block = (x: Tensor, filters: number) => x.conv2d(filters, 3, { padding: 'same', groups: 5 }).relu()
model('m', image, block(block(block(image, 4), 6), 8))
`),
  )
  const found = findings.filter(({ rule }) => rule === 'groups-do-not-divide')
  expect(found).toHaveLength(1)
  expect(found[0].message).toMatch(/^5 groups do not divide 3 input channels \(and \d more like it here\)$/)
})

import { expect, test } from 'vitest'
import { evaluateText, exportsOf, toPlain } from './testEvaluation'

test.each([
  ['export const x = new Date().getFullYear() + 1', '? `Date` is not run by Convolens'],
  ['export const x = new Proxy({}, {}).a', '? `Proxy` is not run by Convolens'],
  ['@sealed class A { n = 1 }\nexport const x = new A().n', '? what decorators make is not followed'],
  ['class A { @logged m() { return 1 } }\nexport const x = new A().m()', '? what decorators make is not followed'],
  ['export const x = new Float32Array(2).subarray(1)', '? `subarray` is not followed'],
  ['export const x = eval("1 + 1")', '? `eval` is not run by Convolens'],
  ['export const x = [1, 2].toLocaleString()', '? the way values are written depends on the user'],
])('what is not followed says so: %s', (code, reason) => {
  expect(exportsOf(code).x).toBe(reason)
})

test('modules of every kind are followed', () => {
  const { exports } = evaluateText({
    'a.ts': `import * as all from './b'; import data from './d.json'; export * as inner from './b'
      export { default as one, two as zwei } from './b'
      const later = await import('./b'); const { size } = require('./c')
      export const result = [all.two, data.list[1], later.two, later.default(), size, require('./c').twice(4)]`,
    'b.ts': 'export default () => 1; export const two = 2',
    'c.js': "const self = require('./c'); module.exports = { size: 3, twice: n => n * 2, same: typeof self }",
    'd.json': '{ "list": [5, 6] }',
  })
  expect(toPlain(exports.get('result'))).toEqual([2, 6, 2, 1, 3, 8])
  expect(toPlain(exports.get('zwei'))).toBe(2)
})

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are programs
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { evaluateText, exportsOf, toPlain } from './testEvaluation'

/** What the expression `result` of the code is, by our evaluation and by running it. */
function both(code: string): [unknown, unknown] {
  const ours = exportsOf(`${code}\nexport { result }`).result
  const real = runInNewContext(`${code}\n;result`)
  return [ours, structuredClone(real)]
}

test.each([
  'const result = [1, 2, 3].map(x => x * 2)',
  'let result = 0; for (const [f, n] of [[1, 2], [3, 4]]) for (let i = 0; i < n; i++) result += f',
  'const { a, b: [, c = 5] = [], ...result } = { a: 1, b: [2], d: 3, e: { f: 4 } }',
  'const add = (x, y = 2, ...z) => x + y + z.length; const result = [add(1), add(1, 1), add(...[1, 2, 3, 4])]',
  'class A { #p = 1; x = 5; get y() { return this.x + this.#p } static z = 3 }; const a = new A(); const result = [a.x, a.y, A.z]',
  'class A { constructor(k) { this.k = k } m() { return this.k } }; class B extends A { constructor() { super(7) } m() { return super.m() * 10 } }; const result = new B().m()',
  'const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); const result = fs.map(f => f())',
  'let result; try { null.x } catch (e) { result = [e.message, e instanceof TypeError] } finally { result.push(1) }',
  'const o = { a: null }; const result = [o.a?.b.c.d, o.x?.(), o?.["a"] ?? 3, typeof o.q]',
  'let result = []; outer: for (const a of [1, 2, 3]) { for (const b of [1, 2]) { if (b === 2) continue outer; if (a === 3) break outer; result.push(a * b) } }',
  'let result = ""; switch (3) { case 1: result += "a"; case 3: result += "c"; case 4: result += "d"; break; default: result += "z" }',
  'const m = new Map([["a", 1]]); m.set("b", 2).delete("a"); const result = [...m, m.size, [...new Set([1, 1, NaN, NaN])]]',
  'const result = Object.entries({ b: 1, 2: 0, a: { c: 1 } }).flat().concat(Object.keys({ x: 1 }))',
  'const result = JSON.stringify({ a: [1, , undefined], b: undefined, c: { d: "é" } }, null, 2)',
  'const result = [3, 20, 100].sort().concat([3, 1, 2].sort((a, b) => b - a)).join("-")',
  'var result = []; for (const k in { a: 1, b: 2 }) result.push(k); do { result.push(result.length) } while (result.length < 5)',
  'const tag = (s, v) => s.raw.join("|") + v; const result = tag`a${1}b`',
  'let i = 5; const result = [i++, ++i, i--, -i, +"3", ~i, !i, i **= 2, i ||= 1, (i &&= 7), i ?? 2]',
  'const o = { get x() { return this.y * 2 }, set x(v) { this.y = v }, y: 1 }; o.x = 21; const result = [o.x, { ...o }]',
  'const result = "Hello".split("").reverse().join("").padStart(8, "*").slice(1).toUpperCase().replace("L", "_")',
])('evaluates as JavaScript does: %s', code => {
  const [ours, real] = both(code)
  expect(ours).toEqual(real)
})

test.each([
  ['export const x = fetch("a").then(r => r.json())', '? `fetch` is not run by Convolens'],
  ['export const x = missing + 1', '? `missing` is not defined'],
  ['export const x = Math.random() > 0.5 ? 1 : 2', '? `Math.random` differs each time'],
  ['import { f } from "./gone"; export const x = f(1)', '? `./gone` is not found'],
  ['import { f } from "gone"; export const x = f(1)', '? `gone` is not read by Convolens'],
  ['export let x = 1; if (window.wide) x = 2', '? `window` is not run by Convolens'],
  ['export let x = 0; for (const n of process.argv) x++', '? `process` is not run by Convolens'],
  ['export const x = `${location.href}!`', '? `location` is not run by Convolens'],
])('says why a value is not known: %s', (code, reason) => {
  expect(exportsOf(code).x).toBe(reason)
})

test('keeps what both branches agree on, and what follows a branch that leaves', () => {
  const { same, early, kept } = exportsOf(`
    const wide = window.wide
    export let same = 1, kept = 0
    if (wide) same = 2; else same = 2
    export const early = (() => { if (wide) return 5; kept = 3; return 5 })()
    if (wide) throw new Error('too wide')
  `)
  expect([same, early, kept]).toEqual([2, 5, '? `window` is not run by Convolens'])
})

test('follows imports of other files, cyclic ones too', () => {
  const { exports } = evaluateText({
    'a.ts': `import b, { twice as double } from './b'; import * as all from './b'; export * from './c'
      export const one = 1; export const result = [double(b), Object.keys(all)]`,
    'b.ts': `import { one } from './a'; export const twice = (x: number) => 2 * x + one; export default 20`,
    'c.ts': `const data = require('./d'); export const d = data.size; export { one as uno } from './a'`,
    'd.js': `exports.size = 4`,
  })
  expect([...exports].map(([name, value]) => [name, toPlain(value)])).toEqual([
    ['one', 1],
    ['result', [41, ['twice', 'default']]],
    ['d', 4],
    ['uno', 1],
  ])
})

test.each([
  ['const x = [1]; x.push(...location.list); export { x }', '? `location` is not run by Convolens'],
  ['export const x = new Map([[1, 2]]); x.set(...location.list)', '? `location` is not run by Convolens'],
  [
    'let x = 1; const f = (a = 5) => { x = a }; f(...location.list); export { x }',
    '? `location` is not run by Convolens',
  ],
  ['const f = (...rest) => rest.length; export const x = f(...location.list)', '? `location` is not run by Convolens'],
  [
    'class A { constructor(k = 5) { this.k = k } }; class B extends A { constructor() { super(...location.list) } }; export const x = new B().k',
    '? `location` is not run by Convolens',
  ],
  ['const o = {}; export const x = o.__proto__', '? `__proto__` is not followed'],
  ['const o = { a: 1 }; o.__proto__ = { b: 2 }; export const x = o.b', '? `__proto__` is not followed'],
])('a call of unknown arguments, or an unknown prototype, leaves nothing wrongly known: %s', (code, reason) => {
  expect(exportsOf(code).x).toBe(reason)
})

test('a write or delete through one of several objects makes all of them unknown', () => {
  const { x, y, z } = exportsOf(`
    const a = { n: 1 }, b = { n: 2 }, f = () => 1, g = () => 2
    f.n = 1
    const one = window.wide ? a : b, way = window.wide ? f : g
    delete one.n
    way.n = 5
    export const x = a.n, y = b.n, z = f.n
  `)
  for (const value of [x, y, z]) expect(value).toMatch(/^\? /)
})

test('what the tricks with prototypes touch is never a real one', () => {
  const { problems } = evaluateText({ 'model.ts': 'const p = {}; p.__proto__.polluted = 1; export const x = p.a' })
  expect(problems).toEqual([])
  expect('polluted' in {}).toBe(false)
})

test.each(['const result = ["push" in [], "toString" in {}, "size" in new Map(), "gone" in {}, "call" in (() => 1)]'])(
  'names inherited by nature are there: %s',
  code => {
    const [ours, real] = both(code)
    expect(ours).toEqual(real)
  },
)

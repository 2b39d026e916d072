// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are programs
import { expect, test } from 'vitest'
import { besideNode } from './besideNode'
import { exportsOf } from './testEvaluation'

test.each([
  'function* f() { let i = 0; while (true) yield i++ } function* take(n, it) { for (const x of it) { if (n-- <= 0) return; yield x } } const result = [...take(4, f())]',
  'function* f() { const a = yield 1; const b = yield a + 1; return a * b } const it = f(); const result = [it.next(), it.next(5), it.next(6), it.next()]',
  'function* g() { const r = yield* h(); yield r } function* h() { yield 1; yield 2; return 3 } const result = [...g()]',
  'const log = []; function* f() { try { yield 1; yield 2 } finally { log.push("end") } } for (const x of f()) { log.push(x); break } const result = log',
  'const log = []; function* f() { try { yield 1 } catch (e) { log.push(e); yield 9 } } const it = f(); log.push(it.next().value, it.throw("bad").value, it.next().done); const result = log',
  'function* f() { try { yield 1 } finally { yield 2 } } const it = f(); const result = [it.next(), it.return(7), it.next(), it.next()]',
  'class Tree { constructor(v, l, r) { this.v = v; this.l = l; this.r = r } *[Symbol.iterator]() { if (this.l) yield* this.l; yield this.v; if (this.r) yield* this.r } } const result = [...new Tree(2, new Tree(1), new Tree(3))]',
  'const it = { from: 1, to: 4, [Symbol.iterator]() { let c = this.from; const t = this.to; return { next: () => c <= t ? { done: false, value: c++ } : { done: true, value: undefined } } } }; const [a, ...result] = it',
  'function* f() { const x = [yield 1, (yield 2) + 1, `${yield 3}`]; return { x, y: (yield 4) ? yield 5 : yield 6 } } const it = f(); const result = []; let s = it.next(); let i = 0; while (!s.done) { result.push(s.value); s = it.next(i++) } result.push(s.value)',
  'function* f(n) { outer: for (let i = 0; i < n; i++) { for (const j of [0, 1, 2]) { if (j === 2) continue outer; if (i === 2) break outer; yield [i, j] } } switch (n) { case 3: yield "three"; case 4: yield "four"; break; default: yield "no" } } const result = [[...f(3)], [...f(5)]]',
  'function* f() { yield 1; throw new Error("x") } let result = []; try { for (const x of f()) result.push(x) } catch (e) { result.push(e.message) }',
  'const it = [1, 2, 3][Symbol.iterator](); it.next(); const result = [...it]',
  'function* f() { do { var x = yield } while (x < 3) return x } const it = f(); it.next(); it.next(1); const result = it.next(5)',
  'function* f() { for (let i = 0; i < 3; i++) yield () => i } const result = [...f()].map(g => g())',
  'const result = Array.from((function* () { yield* "abc"; yield* [1, 2] })(), x => x + "!")',
  'const result = new Map((function* () { yield ["a", 1]; yield ["b", 2] })())',
])('generators give what JavaScript gives: %s', async code => {
  const { ours, real } = await besideNode(code)
  expect(ours).toEqual(real)
})

test.each([
  'let x = 0; async function f() { x = 1; await null; x = 2 } f(); const result = [x]',
  'const result = []; async function f(n) { result.push(n); await null; result.push(n + 10); await null; result.push(n + 20) } f(1); f(2); result.push(3)',
  'const result = []; (async () => { try { await Promise.reject(new Error("no")) } catch (e) { result.push(e.message) } finally { result.push("f") } })(); result.push("s")',
  'const sleep = ms => new Promise(r => setTimeout(r, ms)); const result = []; async function f(n, ms) { await sleep(ms); result.push(n) } f(1, 5); f(2, 1); f(3, 3)',
  'const result = []; Promise.resolve(1).then(x => { result.push(x); return x + 1 }).then(x => result.push(x)); Promise.resolve(9).then(x => result.push(x)); result.push(0)',
  'const result = []; Promise.all([1, Promise.resolve(2), new Promise(r => r(3))]).then(v => result.push(...v))',
  'const result = []; Promise.allSettled([Promise.reject(1), 2]).then(v => result.push(...v)); Promise.race([new Promise(() => {}), Promise.resolve(5)]).then(v => result.push(v)); Promise.any([Promise.reject(1), 7]).then(v => result.push(v))',
  'const result = []; async function* g() { for (let i = 0; i < 3; i++) { await null; yield i } } (async () => { for await (const x of g()) result.push(x); result.push("end") })(); result.push("sync")',
  'const result = []; async function f() { for await (const x of [Promise.resolve(1), 2]) result.push(x) } f(); Promise.resolve().then(() => result.push("p"))',
  'const f = async () => 5; const result = [await f(), await f() + await f(), { a: await f() }]',
  'const o = { n: 1, async m(k) { const before = this.n; this.n = before + await k; return this } }; const result = [(await o.m(4)).n, o.n]',
  'let total = 0; async function add(n) { total += await n } await Promise.all([add(1), add(2)]); const result = total',
  'const result = []; async function a() { return Promise.resolve(1) } async function b() { return 2 } a().then(x => result.push(x)); b().then(x => result.push(x))',
  'const result = []; const thenable = { then(ok) { result.push("then"); ok(4) } }; (async () => result.push(await thenable))(); result.push("after")',
  'const result = []; Promise.reject(new TypeError("t")).catch(e => result.push(e.message)).finally(() => result.push("fin")).then(v => result.push(v))',
  'const result = []; async function f() { await 0; throw 5 } f().catch(e => result.push(e)); queueMicrotask(() => result.push("q")); setTimeout(() => result.push("t")); result.push("s")',
  'const result = []; (async () => { for (const n of [1, 2]) { result.push(await n); if (n === 1 && await true) result.push("one") } const { a, ...r } = await { a: 1, b: 2 }; result.push(a, r) })()',
  'const result = []; (async () => { const x = await (undefined)?.y(await result.push(1)); result.push(x); const o = { f: async v => v }; result.push(await o.f?.(await 3)) })()',
])("asynchronous code goes on in JavaScript's order: %s", async code => {
  const { ours, real } = await besideNode(code)
  expect(ours).toEqual(real)
})

test('what follows a call sees only what happened before its first await', () => {
  const code =
    'let x = 0; async function f() { x = 1; await fetch("a"); x = 2 } f(); export const seen = x; export { x }'
  expect(exportsOf(code)).toEqual({ seen: 1, x: 2 })
})

test('a generator is unknown from the place on where it depends on something unknown', () => {
  const { first, all } = exportsOf(`
    function* f() { yield 1; if (window.wide) yield 2; yield 3 }
    const it = f()
    export const first = it.next().value, all = [...f()]`)
  expect([first, all]).toEqual([1, '? what the generator gives depends on something unknown'])
})

test('a promise nobody keeps leaves what follows possible but not certain', () => {
  const { x, early } = exportsOf(`
    let x = 0
    new Promise(() => {}).then(() => { x = 1 })
    export const early = x
    export { x }`)
  expect([x, early]).toEqual(['? it is not known when this promise is kept', 0])
})

test('an iteration advanced on a path that may not be taken is unknown', () => {
  expect(
    exportsOf('const it = [1, 2][Symbol.iterator](); if (window.wide) it.next(); export const x = it.next().value').x,
  ).toBe('? how far this iteration has come differs between branches')
})

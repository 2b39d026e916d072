// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are programs
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { type Analysis, analyse } from '../analysis'
import { pure } from './builtins/methods'
import type { Evaluation } from './evaluation'
import { defaultLimits, type Limits } from './limits'
import { evaluateText, exportsOf, toPlain } from './testEvaluation'

/** A clock that goes on by a tenth of a millisecond each time it is read, so that slow machines make no difference. */
function clock(): () => number {
  let now = 0
  return () => (now += 0.1)
}

test.each([
  ['while (true) {}', 'this loop is too long to follow to its end; what it computes is not known'],
  ['function f() { return f() } f()', 'calls within calls are followed 200 deep'],
  ['const f = n => n < 2 ? n : f(n - 1) + f(n - 2); f(80)', 'this takes too many steps to follow'],
  ["'x'.repeat(1e9)", 'texts of more than 100000 characters are not followed'],
  ["let s = 'x'; for (let i = 0; i < 60; i++) s += s", 'texts of more than 100000 characters are not followed'],
  ['new Array(1e8).fill(0)', 'arrays of more than 100000 elements are not followed'],
  [
    'const a = []; for (let i = 0; ; i++) a.push(i)',
    'this loop is too long to follow to its end; what it computes is not known',
  ],
  [
    'function* f() { while (true) yield 1 } const a = [...f()]',
    'this loop is too long to follow to its end; what it computes is not known',
  ],
  ['async function f() { await 0; f(); f() } f()', 'this takes too many steps to follow'],
  ['const o = { toString() { return `${this}` } }; const s = `${o}`', 'calls within calls are followed 200 deep'],
])('ends within bounds and says so: %s', (code, message) => {
  const { problems } = evaluateText({ 'model.ts': `${code}\nexport const after = 1` }, { limits: { steps: 300_000 } })
  expect(problems.map(problem => problem.message)).toContain(message)
})

test.each([
  [
    'a frame asks for the next',
    'function draw() { if (!ready) { requestAnimationFrame(draw); return } requestAnimationFrame(draw) } draw()',
  ],
  [
    'an asynchronous frame asks for the next',
    'const find = async () => { if (!await look()) { next(find); return } try { await show() } catch { next(find) } next(find) }; find()',
  ],
  [
    'a tree of unknown depth is walked',
    'const walk = o => Object.keys(o).some(k => walk(o[k]) || walk(o[k + 1])); walk(outer)',
  ],
  [
    'a search halves until something unknown is found',
    'const find = (a, b) => (look(a) ? find(a, b / 2) : look(b) ? find(a / 2, b) : a); find(1, 2)',
  ],
  [
    'a loop without end is left by an unknown condition',
    'let n = 0; while (true) { n += 1; if (read()) break; if (read()) return }',
  ],
  [
    'a loop that waits is left by an unknown condition',
    'while (true) { const { done } = await read(); if (done) break }',
  ],
  ['a timer sets itself again', 'const tick = () => { setTimeout(tick, 1) }; tick()'],
])('what goes on for as long as the program runs takes few steps and is nothing to report: %s', (_name, code) => {
  const program = `declare const ready, look, show, next, outer, read\nexport async function run() { ${code} }\nrun()\nexport const after = 1`
  const { problems, exports } = evaluateText({ 'model.ts': program }, { limits: { steps: 20_000 } })
  expect(problems).toEqual([])
  expect(toPlain(exports.get('after'))).toBe(1)
})

test('a recursion of known depth is followed to its end, whatever it rests on; one of unknown depth is not', () => {
  const layersOf = (code: string) => {
    const { sites } = analyseText(`declare const wide: boolean, depth: number\n${code}`)
    return sites.flatMap(({ instances }) => instances).length
  }
  const visit = (condition: string, depth: string) =>
    layersOf(`const visit = (x: Tensor, left: number): Tensor => (${condition} ? visit(x.relu(), left - 1) : x)
      export const made = visit(input(8, 8, 3), ${depth})`)
  expect(visit('left > 0', '40')).toBe(1 + 40)
  expect(visit('left > 0 && wide', '2')).toBe(1 + 2)
  expect(visit('left > 0', 'depth')).toBeLessThanOrEqual(1 + 4)
})

test('a loop that may end early is followed turn by turn only where it has an end', () => {
  const layersOf = (loop: string) => {
    const { sites, problems } = analyseText(
      `declare function enough(x: Tensor): boolean\nlet x = input(8, 8, 3)\n${loop} { x = x.relu(); if (enough(x)) break }`,
    )
    expect(problems).toEqual([])
    return sites.flatMap(({ instances }) => instances).length
  }
  expect(layersOf('for (const n of [1, 2, 3])')).toBe(1 + 3)
  expect(layersOf('while (true)')).toBe(1 + 2)
})

test('a pattern that takes exponential time is not tried', () => {
  const code =
    "export const x = /^(a+)+$/.test('a'.repeat(40) + 'b'), y = /(x|xx)*z/.test('x'.repeat(50)), z = /a+b/.test('aab')"
  expect(exportsOf(code)).toEqual({
    x: '? matching this pattern may take too long',
    y: '? matching this pattern may take too long',
    z: true,
  })
})

test('what was found before the bounds is kept', () => {
  const { exports } = evaluateText({ 'model.ts': 'export const before = 5; while (true) {} export const after = 6' })
  expect(toPlain(exports.get('before'))).toBe(5)
})

test('is cancelled between two steps', () => {
  let looks = 0
  const { problems } = evaluateText(
    { 'model.ts': 'export let n = 0; while (true) n++' },
    { isCancelled: () => (looks += 1) > 3 },
  )
  expect([looks, problems]).toEqual([4, []])
})

test('a loop without end that makes layers ends, with a message', () => {
  const { problems, sites } = analyseText('let x = input(8, 8, 3)\nwhile (true) x = x.relu()')
  expect(problems.map(({ rule }) => rule).some(rule => rule === 'beyond-bounds' || rule === 'runaway-evaluation')).toBe(
    true,
  )
  const made = sites.flatMap(({ instances }) => instances).length
  expect(made).toBeGreaterThan(100)
  expect(made).toBeLessThanOrEqual(5_000)
})

test.each([
  [
    'the builder',
    "const image = input(8, 8, 3); let x = image; for (let n = 0; n < 40; n++) { x = x.relu(); model('m', image, x) }",
  ],
  [
    'TensorFlow.js',
    'const i = tf.input({ shape: [8] }); let x = i; for (let n = 0; n < 40; n++) { x = tf.layers.reLU().apply(x); tf.model({ inputs: i, outputs: x }) }',
  ],
])('models of %s that each hold those before them are followed up to a bound', (_library, code) => {
  const { problems, models } = analyseSource(PREAMBLE + code, {
    modelLayers: 100,
    milliseconds: Number.POSITIVE_INFINITY,
  })
  expect(problems.map(({ message }) => message)).toEqual(['no more than 100 layers in models are followed'])
  // 2 + 3 + … + 13 layers; those of the next would be too many.
  expect(models.map(({ graph }) => graph.layers.length)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
})

/** Where a file's tokens stand, comments left out. */
function tokensOf(text: string): { start: number; end: number }[] {
  const file = ts.createSourceFile('/tokens.ts', text, ts.ScriptTarget.Latest, true)
  const tokens: { start: number; end: number }[] = []
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file)
    if (children.length === 0 && node.end > node.getStart(file))
      tokens.push({ start: node.getStart(file), end: node.end })
    for (const child of children) if (!ts.isJSDoc(child)) visit(child)
  }
  visit(file)
  return tokens
}

function analyseSource(text: string, limits: Partial<Limits> = {}): Analysis {
  const file = ts.createSourceFile('/wounded.ts', text, ts.ScriptTarget.Latest, true)
  return analyse(file, { resolve: () => undefined, parse: () => undefined }, { limits })
}

/** The layers of statements that end before an offset, as text. */
function layersBefore({ sites }: Analysis, offset: number): string[] {
  return sites
    .filter(({ callSpan }) => callSpan.end <= offset)
    .map(({ callSpan, instances }) => `${callSpan.start} ${JSON.stringify(instances[0]?.layer.outputShapes)}`)
}

const programs: readonly [string, string][] = [
  ...readdirSync('examples')
    .filter(name => /\.[jt]s$/.test(name))
    .map((name): [string, string] => [name, readFileSync(join('examples', name), 'utf8')]),
  [
    'generators, classes and closures',
    `${PREAMBLE}
class Block { #n = 2; constructor(readonly filters: number) {} apply(x: Tensor): Tensor { for (let i = 0; i < this.#n; i++) x = x.conv2d(this.filters, 3).relu(); return x } }
function* sizes() { let n = 8; while (n < 20) { yield n; n *= 2 } }
const image = input(32, 32, 3)
let x = image
for (const size of sizes()) x = new Block(size).apply(x)
const { units = 10, ...rest } = { rate: 0.5 }
const end = async (t: Tensor) => (await Promise.resolve(t)).flatten().dense(units)
try { end(x).then(y => model(\`m\${rest.rate}\`, image, y)) } catch (e) { throw e } finally { x = x.relu() }
`,
  ],
  [
    'switch, labels and patterns',
    `${PREAMBLE}
enum Size { S = 8, M = S * 2 }
const table = { a: [Size.S, 3], b: [Size.M, 1] } as const
let x = input(16, 16, 1)
outer: for (const [name, [filters, kernel]] of Object.entries(table)) {
  switch (name) { case 'a': x = x.conv2d(filters, kernel, { padding: 'same' }); break; default: continue outer }
  x = /a/.test(name) ? x.batchNorm() : x?.relu()
}
export default x.flatten().dense([1, 2, 3].reduce((a, b) => a + b, 0))
`,
  ],
]

test.each(programs)('deleting any token of %s harms nothing before it', { timeout: 120_000 }, (_name, text) => {
  const whole = analyseSource(text)
  const { statements } = whole.sourceFile
  const tokens = tokensOf(text)
  // Every third token of a long file, from a start that the file's length gives.
  const every = Math.max(1, Math.ceil(tokens.length / 300))
  for (const { start, end } of tokens.filter((_, index) => index % every === text.length % every)) {
    const wounded = analyseSource(text.slice(0, start) + text.slice(end))
    const around = statements.find(statement => statement.end >= start)
    const safe = around ? around.getFullStart() : text.length
    const before = layersBefore(whole, safe)
    // Statements of the file that end before the wound are what they were, unless names they use are declared behind it.
    if (!isUsedBefore(statements, around)) expect(layersBefore(wounded, safe)).toEqual(before)
  }
})

/** Whether the statement declares what others use before it, or is what functions before it are called by. */
function isUsedBefore(statements: ts.NodeArray<ts.Statement>, around: ts.Statement | undefined): boolean {
  const hasFunctions = statements.some(
    statement => statement.end <= (around?.pos ?? 0) && /=>|function|class/.test(statement.getText()),
  )
  return (
    hasFunctions ||
    (around !== undefined && (ts.isImportDeclaration(around) || /\benum\b|function|class/.test(around.getText())))
  )
}

test('time is looked at too', () => {
  const { problems } = evaluateText({ 'model.ts': 'while (true) {}' }, { now: clock(), limits: { milliseconds: 5 } })
  expect(problems.map(({ message }) => message)).toEqual(['this takes longer than 5 ms to follow'])
})

test('a constructor of the base class is not known where there is none in progress', () => {
  expect(exportsOf('export const x = super(1), y = [2].map(n => super(n))[0], z = 3')).toEqual({
    x: '? super is called outside a constructor',
    y: '? super is called outside a constructor',
    z: 3,
  })
})

test('what is only too much for the evaluation itself is not known, and no error of the program', () => {
  const overflow = () => {
    throw new RangeError('Maximum call stack size exceeded')
  }
  // The state of the evaluation does not matter, nor the place.
  const value = pure('max', overflow)({ limits: defaultLimits } as Evaluation, undefined, [], {
    node: undefined,
  } as never)
  expect(toPlain(value)).toBe('? there are too many arguments')
})

test('an enum may name itself, and what functions have in common is no error', () => {
  expect(exportsOf('enum E { A = 1, B = E.A + 2 } export const b = E.B, call = Function.prototype.call')).toEqual({
    b: 3,
    call: '? what all functions have in common is not followed',
  })
})

test('a template ends an optional chain, which JavaScript does not allow', () => {
  expect(
    exportsOf('const f = () => () => 1; export const x = f?.`${{}}`(), y = f?.().z, z = { a: { b: 2 } }?.a!!.b'),
  ).toEqual({
    x: 1,
    y: undefined,
    z: 2,
  })
})

import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { formatShape } from '../../../builder/shape'
import { PREAMBLE } from '../../analyseText'
import { type Analysis, analyse } from '../../analysis'
import { memoryFileSystem } from '../../files/memoryFileSystem'
import { Workspace } from '../../workspace'
import { CallMemory } from './callMemory'

const alone = { resolve: () => undefined, parse: () => undefined }

function parsed(code: string): ts.SourceFile {
  return ts.createSourceFile('/test.ts', PREAMBLE + code, ts.ScriptTarget.Latest, true)
}

/** Everything an analysis says of models, layers and mistakes. */
function said({ models, sites, loose, problems }: Analysis): string {
  const instance = ({ name, layer, inputShapes, costs, field, stack, repeated, called, assuming }: Instance) => {
    return { name, layer, inputShapes, costs, field, stack, repeated, called, assuming }
  }
  const all = {
    models: models.map(({ graph, costs, span, instances }) => ({
      graph,
      total: costs.parameters,
      span,
      instances: instances.map(instance),
    })),
    sites: sites.map(({ nameSpan, instances }) => ({ nameSpan, instances: instances.map(instance) })),
    loose: loose.map(instance),
    problems,
  }
  // What is not known is numbered through all analyses.
  const unknowns: string[] = []
  return JSON.stringify(all, null, 1).replaceAll(/"\?\d+"/g, name => {
    if (!unknowns.includes(name)) unknowns.push(name)
    return `"?${unknowns.indexOf(name)}"`
  })
}

type Instance = Analysis['loose'][number]

/** Which layers of the second list are made like those of the first, without being worked out anew. */
function alike(first: Analysis, second: Analysis): boolean[] {
  const known = new Set(first.models.flatMap(({ instances }) => instances.map(({ node }) => node.outputShapes)))
  return second.models.flatMap(({ instances }) => instances.map(({ node }) => known.has(node.outputShapes)))
}

const BLOCK = `const rate = 2
const convolve = (x: Tensor, filters: number) => x.conv2d(filters, 3, { padding: 'same' }).relu()
function block(x: Tensor, filters: number): Tensor {
  return convolve(convolve(x, filters), filters * rate).maxPool2d(2)
}
const image = input(32, 32, 3)
`

describe('a call that happened before', () => {
  test('is not followed again, neither in the next analysis nor in the next turn of a loop', () => {
    const code = `${BLOCK}let x = block(image, 8)
for (let turn = 0; turn < 3; turn++) x = convolve(x, 16)
export default model('m', image, x.flatten().dense(10))`
    const memory = new CallMemory()
    const file = parsed(code)
    const [first, second] = [1, 2].map(() => analyse(file, alone, { memory }))
    // All but the input, the flattening and the dense layer, which no function of the program makes.
    expect(alike(first, second)).toEqual([false, ...Array(11).fill(true), false, false])
    const turns = first.models[0].instances.slice(6, 12)
    // The second turn is the first with an input of the same shape.
    expect(turns[2].node.options).toBe(turns[0].node.options)
    expect(said(second)).toEqual(said(analyse(file, alone)))
  })

  test('is followed again where the shape of an argument, another argument or a variable of the file is another', () => {
    const memoryOf = (text: string) => ({ '/w/a.ts': text })
    const text = `${PREAMBLE}${BLOCK}export default model('m', image, block(image, 8))`
    const workspace = new Workspace(memoryFileSystem(memoryOf(text)), ['/w'])
    workspace.open('/w/a.ts', text, 'typescript')
    workspace.analysis('/w/a.ts')
    for (const [from, to, last] of [
      ['32, 32', '64, 64', '32×32×16'],
      ['image, 8', 'image, 4', '16×16×8'],
      ['rate = 2', 'rate = 3', '16×16×24'],
      ["padding: 'same'", 'padding: 0', '14×14×16'],
    ]) {
      const edited = text.replace(from, to)
      workspace.change('/w/a.ts', edited)
      const { instances } = workspace.analysis('/w/a.ts')!.models[0]
      expect(formatShape(instances.at(-1)!.layer.outputShapes[0])).toBe(last)
      workspace.change('/w/a.ts', text)
      workspace.analysis('/w/a.ts')
    }
  })
})

describe('with a memory the analysis says what it says without one', () => {
  test.each([
    ['a counter', 'let n = 0\nfunction f(x) { n += 1; return x.conv2d(n, 1) }\nf(image); f(image); f(image)'],
    [
      'a variable that changes',
      'let n = 1\nconst f = x => x.conv2d(n, 1)\nf(image); f(image); n = 2; f(image); f(image)',
    ],
    [
      'a field that changes',
      'const c = { n: 1 }\nconst f = x => x.conv2d(c.n, 1)\nf(image); f(image); c.n = 2; f(image)',
    ],
    [
      'an argument that is changed',
      'function f(list) { list.push(list.at(-1).conv2d(4, 1)) }\nconst l = [image]\nf(l); f(l)',
    ],
    ['a tensor of the file', 'const f = n => image.conv2d(n, 1)\nf(2); f(2); f(2)'],
    ['the width of a tensor of the file', 'const f = x => x.conv2d(image.width, 1)\nf(image); f(image)'],
    [
      'a shared layer of the file',
      'const head = layers.conv2d(4, 1)\nconst f = x => x.apply(head)\nf(image); f(image)',
    ],
    [
      'a shared layer of its own',
      'function f(x) { const h = layers.conv2d(4, 1); return x.apply(h).add(x.apply(h)) }\nf(image); f(image)',
    ],
    [
      'one tensor twice',
      'const f = (a, b) => a.relu().add(b.relu())\nf(image, image); f(image, input(8, 8, 3)); f(image, image)',
    ],
    ['a mistake', 'const f = x => x.conv2d(4, 9)\nf(image); f(image)'],
    [
      'an error',
      'const f = x => { x.relu(); throw Error("no") }\ntry { f(image) } catch {}\ntry { f(image) } catch {}',
    ],
    ['an error nobody catches', 'const f = x => { x.relu(); throw Error("no") }\nf(image)\nf(image)'],
    ['a closure that is returned', 'const f = n => x => x.conv2d(n, 1)\nf(4)(image); f(4)(image); f(8)(image)'],
    ['a closure that is not called', 'function f(x) { const g = y => y.relu(); return x.tanh() }\nf(image); f(image)'],
    [
      'a class',
      'class B { n = 3; of(x) { return x.conv2d(this.n, 1) } }\nconst f = x => new B().of(x)\nf(image); f(image)',
    ],
    [
      'this',
      'function f(x) { return x.conv2d(this?.n ?? 5, 1) }\nconst o = { n: 7, f }\nf(image); f(image); o.f(image); o.f(image)',
    ],
    ['an unknown condition', 'const f = x => Math.random() < 0.5 ? x.relu() : x.tanh()\nf(image); f(image)'],
    [
      'a call under an unknown condition',
      'const f = x => x.relu()\nf(image)\nif (Math.random() < 0.5) f(image)\nf(image)',
    ],
    ['a size nobody knows', 'const f = x => x.conv2d(4, +location.hash)\nf(image); f(image)'],
    [
      'sizes in symbols',
      'const f = x => x.conv2d(4, 3, { strides: 2 })\nconst i = input(null, null, 3)\nf(f(i)); f(f(i))',
    ],
    ['several outputs', 'const f = x => x.split(3)\nf(image)[0].relu(); f(image)[2].relu()'],
    [
      'an object of tensors',
      'const f = x => ({ a: x.relu(), b: [x, x.tanh()] })\nf(image).a.relu(); f(image).b[1].relu()',
    ],
    ['fused activations', "const f = x => x.conv2d(4, 1, { activation: 'relu' })\nf(f(image)); f(f(image))"],
    [
      'names',
      "const f = (x, name) => x.conv2d(4, 1, { name })\nmodel('m', image, f(f(image, 'a'), 'b')); f(image, 'a')",
    ],
    ['models', "const f = x => model('m', x, x.relu())\nf(image); f(image)"],
    ['a builtin that is changed', 'const f = x => x.conv2d(Math.max(2, 3), 1)\nf(image); Math.max = () => 7; f(image)'],
    ['a promise', 'async function f(x) { await 0; return x.relu() }\nf(image).then(x => x.tanh()); f(image)'],
    ['a job for later', 'function f(x) { setTimeout(() => x.relu()); return x.tanh() }\nf(image); f(image)'],
    ['a generator', 'function* f(x) { yield x.relu(); yield x.tanh() }\n[...f(image)]; [...f(image)]'],
    ['a recursion', 'const f = (x, n) => n ? f(x.relu(), n - 1) : x\nf(image, 4); f(image, 4); f(image, 3)'],
    [
      'arguments',
      'function f() { return arguments[0].conv2d(arguments.length, 1) }\nf(image, 1); f(image, 1); f(image, 1, 2)',
    ],
    [
      'a default',
      'const f = (x, { n = 4 } = {}) => x.conv2d(n, 1)\nf(image); f(image, {}); f(image, { n: 2 }); f(image, { n: 2 })',
    ],
    ['a negative zero', 'const f = (x, n) => x.conv2d(1 / n > 0 ? 2 : 4, 1)\nf(image, 0); f(image, -0); f(image, 0)'],
    [
      'a hole',
      'const f = (x, l) => x.conv2d(0 in l ? 2 : 4, 1)\nf(image, [,1]); f(image, [undefined,1]); f(image, [,1])',
    ],
    [
      'a frozen object',
      'const f = (x, o) => x.conv2d(Object.isFrozen(o) ? 2 : 4, 1)\nf(image, {}); f(image, Object.freeze({}))',
    ],
    ['a parameter nobody gives', 'export const f = (x: Tensor) => g(g(x))\nconst g = (x: Tensor) => x.conv2d(4, 1)'],
    ['a number nobody gives', 'export const f = (n: number) => g(g(image, n), n)\nconst g = (x, n) => x.conv2d(n, 3)'],
    ['blocks', 'const f = x => blocks.bottleneck(x, 4)\nf(f(image)); f(f(image))'],
    ['what is said of it before', 'f(image); function f(x) { return x.conv2d(n, 1) }\nvar n = 4\nf(image); f(image)'],
    [
      'a variable before its declaration',
      'try { f(image) } catch {}\nlet n = 4\nfunction f(x) { return x.conv2d(n, 1) }\nf(image)',
    ],
  ])('%s', (_what, code) => {
    const file = parsed(`import { blocks } from 'convolens'\nconst image = input(16, 16, 3)\n${code}`)
    const expected = said(analyse(file, alone))
    const memory = new CallMemory()
    for (let run = 0; run < 3; run++) expect(said(analyse(file, alone, { memory }))).toEqual(expected)
  })
})

describe('after an edit of another function or file', () => {
  const files = {
    '/w/blocks.ts': `${PREAMBLE}export const width = 4\nexport const block = (x: Tensor) => x.conv2d(width, 1)\n`,
    '/w/all.ts': "export * from './blocks'\n",
    '/w/model.ts': `${PREAMBLE}import * as blocks from './blocks'
import { block } from './all'
const image = input(8, 8, 3)
export const twice = (x: Tensor) => block(blocks.block(x))
const first = twice(image)
export default model('m', image, twice(twice(first)))
`,
  }
  test.each([
    ['/w/blocks.ts', 'width = 4', 'width = 6'],
    ['/w/blocks.ts', 'width, 1)', 'width, 1).relu()'],
    ['/w/blocks.ts', 'export const width', 'const Math = 3\nexport const width'],
    ['/w/blocks.ts', 'conv2d(width', 'conv2d(nothing'],
    ['/w/all.ts', './blocks', './others'],
    ['/w/model.ts', 'blocks.block(x)', 'blocks.blokc(x)'],
    ['/w/model.ts', "'./all'", "'./nowhere'"],
    ['/w/model.ts', 'const image', 'const block = 3\nconst image'],
    ['/w/model.ts', 'const image', 'let unused = 3\nconst image'],
  ])('%s: %s → %s', (file, from, to) => {
    const texts: Record<string, string> = { ...files }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    const opened = () => {
      const fresh = new Workspace(memoryFileSystem({ ...texts }), ['/w'])
      for (const name of Object.keys(texts)) fresh.open(name, texts[name], 'typescript')
      return fresh
    }
    for (const name of Object.keys(texts)) workspace.open(name, texts[name], 'typescript')
    expect(said(workspace.analysis('/w/model.ts')!)).toEqual(said(opened().analysis('/w/model.ts')!))
    for (let turn = 0; turn < 4; turn++) {
      texts[file] = turn % 2 ? files[file as keyof typeof files] : texts[file].replace(from, to)
      workspace.change(file, texts[file])
      expect(said(workspace.analysis('/w/model.ts')!)).toEqual(said(opened().analysis('/w/model.ts')!))
    }
  })
})

import ts from 'typescript'
import { expect, test } from 'vitest'
import { formatDimension } from '../../../builder/dimension'
import { formatShape } from '../../../builder/shape'
import { Random } from '../../../test/fuzz/random'
import { type Analysis, analyse } from '../../analysis'
import { CallMemory } from './callMemory'

const PROGRAMS = 40
const EDITS = 5
const LIMITS = { milliseconds: 60_000, layers: 200, turns: 50 }

const alone = { resolve: () => undefined, parse: () => undefined }

test(`${PROGRAMS} programs of functions made at random, and edits of them, are analysed with a memory as without`, () => {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const random = new Random(`models ${seed}`)
    const memory = new CallMemory()
    let text = program(random)
    let file = ts.createSourceFile('/test.ts', text, ts.ScriptTarget.Latest, true)
    for (let edit = 0; edit < EDITS; edit++) {
      const remembering = said(analyse(file, alone, { memory, limits: LIMITS }))
      const anew = ts.createSourceFile('/test.ts', text, ts.ScriptTarget.Latest, true)
      expect(remembering, `seed ${seed}, edit ${edit}\n${text}`).toBe(said(analyse(anew, alone, { limits: LIMITS })))
      const [next, change] = edited(text, random)
      file = ts.updateSourceFile(file, next, change)
      text = next
    }
  }
})

/** What is told of layers, models and mistakes, with places in the text. */
function said({ models, sites, problems }: Analysis): string {
  const lines = sites.flatMap(({ callSpan, instances }) =>
    instances.map(({ name, layer, costs, stack, repeated, called }) => {
      const places = stack.map(({ start, end }) => `${start}–${end}`)
      const shapes = layer.outputShapes.map(formatShape)
      const count = formatDimension(costs.parameters.trainable)
      return [callSpan.start, name, ...shapes, count, repeated, called, ...places].join(' ')
    }),
  )
  const graphs = models.map(({ graph }) =>
    graph.layers.map(({ name, inputs }) =>
      [name, ...inputs.map(({ layer, output }) => `${layer}.${output}`)].join(' '),
    ),
  )
  return JSON.stringify([lines, graphs, problems.map(({ message, span }) => [message, span.start, span.end])], null, 1)
}

/** One number, operator or name changed for another, as a key does it; most programs stay whole. */
function edited(text: string, random: Random): [string, ts.TextChangeRange] {
  const places = [...text.matchAll(/\b\d\b|relu|tanh|\bg\b|f\d|'same'|h\.n/g)]
  const { 0: old, index } = random.pick(places)
  const others =
    /\d/.test(old) && old.length === 1 ? ['1', '2', '3', '4'] : ['relu', 'tanh', 'g', 'f0', 'f1', '2', "'same'", 'h.n']
  const made = random.pick(others)
  const change = ts.createTextChangeRange(ts.createTextSpan(index, old.length), made.length)
  return [text.slice(0, index) + made + text.slice(index + old.length), change]
}

const FUNCTIONS = 5

function program(random: Random): string {
  const functions = Array.from({ length: FUNCTIONS }, (_, number) => functionText(number, random))
  const calls = Array.from({ length: 4 }, () => random.pick(TOP)(random))
  return `import { input, layers, model } from 'convolens'
let g = 2
const h = { n: 3, list: [1, 2] }
const image = input(12, 12, 3)
${functions.join('\n')}
let x = image
${calls.join('\n')}
export default model('m', image, x)
`
}

const TOP: readonly ((random: Random) => string)[] = [
  random => `x = ${call(FUNCTIONS, 'x', random)}`,
  random => `for (let i = 0; i < 3; i++) x = ${call(FUNCTIONS, 'x', random)}`,
  random => `for (const i of [...h.list]) x = ${call(FUNCTIONS, 'x', random).replace(/\d\)/, 'i)')}`,
  random => `g = ${random.below(4)}; x = ${call(FUNCTIONS, 'x', random)}`,
  random => `h.n = ${random.below(4)}; x = ${call(FUNCTIONS, 'x', random)}`,
  random => `if (Math.random() < 0.5) x = ${call(FUNCTIONS, 'x', random)}`,
  random => `const y${random.below(1e6)} = [image, image].map(y => ${call(FUNCTIONS, 'y', random)})`,
  random => `try { x = ${call(FUNCTIONS, 'x', random)} } catch {}`,
]

/** A call of one of the functions before the given one. */
function call(below: number, tensor: string, random: Random): string {
  return `f${random.below(below)}(${tensor}, ${1 + random.below(3)})`
}

function functionText(number: number, random: Random): string {
  const inner = (tensor: string) => (number > 0 && random.below(3) > 0 ? call(number, tensor, random) : tensor)
  const layer = (): string =>
    random.pick([
      '.relu()',
      '.tanh()',
      ".conv2d(n, 3, { padding: 'same' })",
      '.conv2d(g, 1)',
      '.conv2d(h.n, 1)',
      ".conv2d(4, 1, { activation: 'relu' })",
      '.maxPool2d(2)',
      '.dropout(0.3)',
    ])
  const chain = (tensor: string) => `${inner(tensor)}${layer()}${random.below(2) ? layer() : ''}`
  const bodies: readonly (() => string)[] = [
    () => `return ${chain('x')}`,
    () => `if (n > 1) return ${chain('x')}\n  return ${chain('x')}`,
    () => `let y = x\n  for (let i = 0; i < n; i++) y = ${chain('y')}\n  return y`,
    () => `const own = y => y${layer()}\n  return own(own(${inner('x')}))`,
    () => `const a = ${inner('x')}.relu()\n  return a.concat(a.tanh(), x.relu())`,
    () => `const shared = layers.conv2d(x.channels, 1)\n  return x.apply(shared).add(${inner('x')}.apply(shared))`,
    () => `g += 1\n  return ${chain('x')}`,
    () => `h.list.push(n)\n  return ${chain('x')}`,
    () => `const { a, b: [c] } = { a: ${inner('x')}, b: [x${layer()}] }\n  return n === 2 ? a : c`,
    () => `const parts = ${inner('x')}.split(1)\n  return parts[0]${layer()}`,
    () => `if (n > 2 && ${number} > 3) throw Error('no')\n  return ${chain('x')}`,
    () => `return n > 0 ? f${number}(x${layer()}, n - 1) : image.channels > 2 ? x : image`,
  ]
  return random.below(2)
    ? `function f${number}(x, n) {\n  ${random.pick(bodies)()}\n}`
    : `const f${number} = (x, n) => {\n  ${random.pick(bodies)()}\n}`
}

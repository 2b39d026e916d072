import { describe, expect, test } from 'vitest'
import { formatShape } from '../../builder/shape'
import { hover } from '../features/hover'
import { memoryFileSystem } from '../files/memoryFileSystem'
import { Workspace } from '../workspace'

function analysisOf(code: string, file = '/w/net.ts') {
  const text = `import { input, model, type Tensor } from 'convolens'\n${code}`
  return {
    text,
    analysis: new Workspace(memoryFileSystem({ [file]: text }), ['/w'], { milliseconds: 10_000 }).analysis(file)!,
  }
}

/** The outputs of the layers that each call of a kind makes, with what is assumed. */
function layers(code: string, kind: string, file?: string): string[] {
  const { analysis } = analysisOf(code, file)
  return analysis.sites
    .filter(site => site.kind.kind === kind)
    .flatMap(({ instances }) => instances)
    .map(({ layer, assuming }) => [formatShape(layer.outputShapes[0]), ...(assuming ? [assuming] : [])].join(' where '))
}

describe('a function nobody calls is followed in each way through it', () => {
  test('for each word that a parameter is compared with, and any other', () => {
    const code = `
export function build(kind: string) {
  let x = input(32, 32, 3).conv2d(8, 3)
  if (kind === 'deep') x = x.conv2d(16, 3).conv2d(16, 3)
  else if (kind === 'wide') x = x.conv2d(64, 3)
  return model(kind, input(32, 32, 3), x).graph
}
export const more = (kind: string) => {
  let x = input(32, 32, 3)
  if (kind === 'deep') x = x.conv2d(16, 3).conv2d(16, 3)
  else if (kind === 'wide') x = x.conv2d(64, 5)
  return x.globalAveragePool2d()
}`
    expect(layers(code, 'globalAveragePool2d')).toEqual([
      "16 where kind = 'deep'",
      "64 where kind = 'wide'",
      "3 where kind ≠ 'deep', 'wide'",
    ])
    // What comes before the branches is one layer.
    expect(layers(code, 'conv2d')[0]).toBe('30×30×8')
  })

  test('with and without an option', () => {
    const code = `
export const head = (x: Tensor, useBias: boolean, { pool }: { pool: boolean }) => {
  const features = pool ? x.maxPool2d(2) : x
  return features.conv2d(4, 1, { useBias })
}`
    expect(layers(code, 'conv2d')).toEqual(['⌊H/2⌋×⌊W/2⌋×4 where pool is true', 'H×W×4 where pool is false or absent'])
  })

  test('by a switch, and by a member of what is given', () => {
    const code = `
export function build(options) {
  const x = input(8, 8, 3)
  switch (options.kind) {
    case 'a': return x.conv2d(2, 3).relu()
    case 'b': return x.conv2d(4, 3).relu()
    default: throw new Error('no such kind')
  }
}`
    expect(layers(code, 'relu', '/w/net.js')).toEqual([
      "6×6×2 where options.kind = 'a'",
      "6×6×4 where options.kind = 'b'",
    ])
    const { analysis } = analysisOf(code, '/w/net.js')
    expect(analysis.problems).toEqual([])
  })

  test('optional parameters are left out, and given', () => {
    const code = `
export function build(filters?: number) {
  return input(8, 8, 3).conv2d(filters ?? 4, 3)
}`
    expect(layers(code, 'conv2d')).toEqual(['6×6×4 where filters is absent', '6×6×filters where filters is true'])
  })

  test('and the hover says which way', () => {
    const code = `
export const block = (x: Tensor, wide: boolean) => (wide ? x.conv2d(64, 3) : x.conv2d(8, 3)).relu()`
    const { text, analysis } = analysisOf(code)
    const { markdown } = hover(analysis, text.indexOf('relu'))!
    expect(markdown).toContain('where `wide is true`')
    expect(markdown).toContain('where `wide is false or absent`')
  })

  test('what one way does to the rest of the program is undone before the next', () => {
    const code = `
const made: Tensor[] = []
export function build(kind: string) {
  made.push(input(8, 8, 3).conv2d(kind === 'a' ? 2 : 4, 3))
  return made[0]
}
export const later = () => made.length`
    const { analysis } = analysisOf(code)
    expect(analysis.problems).toEqual([])
    expect(layers(code, 'conv2d')).toEqual(["6×6×2 where kind = 'a'", "6×6×4 where kind ≠ 'a'"])
  })

  test('a variable that another function may have assigned is not taken for what it starts as', () => {
    const code = `
let backbone: Tensor
let filters = 4
const image = input(8, 8, 3)
export function head() {
  image.conv2d(filters, 1)
  return backbone.conv2d(2, 1).relu()
}
export function load() {
  backbone = input(8, 8, 3)
  filters = 16
}`
    expect(layers(code, 'conv2d')).toEqual(['8×8×?'])
    expect(analysisOf(code).analysis.problems).toEqual([])
  })

  test('a mistake of the way in which a parameter is none of the words is not told', () => {
    const code = `
export function build(kind: string) {
  let x = input(8, 8, 3).conv2d(4, 3)
  if (kind === 'small') x = x.conv2d(4, 3)
  return kind === 'small' ? x : x.conv2d(8, 99)
}
export const wrong = (kind: string) => (kind === 'small' ? input(8, 8, 3).conv2d(4, 99) : input(8, 8, 3))`
    const { text, analysis } = analysisOf(code)
    expect(analysis.problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(['99'])
    expect(analysis.problems[0].span.start).toBe(text.lastIndexOf('99'))
  })

  test('a great many ways are not followed one by one', () => {
    const parameters = Array.from({ length: 12 }, (_, i) => `p${i}: boolean`).join(', ')
    const steps = Array.from({ length: 12 }, (_, i) => `if (p${i}) x = x.conv2d(4, 3, { padding: 'same' })`).join('\n')
    const code = `export function build(x: Tensor, ${parameters}) {\n${steps}\nreturn x.relu()\n}`
    expect(layers(code, 'relu').length).toBeLessThanOrEqual(16)
  })
})

describe('programs that wait for events', () => {
  test('keep their layers, however long their handlers and loops are', () => {
    const code = `
declare const page: any
let running = false
let network: Tensor
async function loop() {
  running = true
  while (running) {
    draw()
    await page.nextFrame()
  }
}
function draw() {
  for (let i = 0; i < 1_000_000; i++) page.pixels[i] = i * 2
}
page.addEventListener('click', () => loop())
page.addEventListener('keydown', () => loop())
page.addEventListener('load', () => { network.conv2d(4, 3); build() })
function build() {
  network = input(8, 8, 3)
  for (let i = 0; i < 3; i++) network = network.conv2d(2, 3)
}
loop()
input(16, 16, 3).conv2d(8, 3)`
    const { analysis } = analysisOf(code)
    expect(analysis.problems).toEqual([])
    expect(layers(code, 'conv2d')).toEqual(['6×6×2', '4×4×2', '2×2×2', '14×14×8'])
  })

  test('the examples that a method gathers may be there when the button is pressed', () => {
    const code = `
declare const button: any
class Examples {
  inputs: number[] | undefined
  add(example: number[]) {
    this.inputs = [...(this.inputs ?? []), ...example]
  }
}
const examples = new Examples()
function train() {
  if (examples.inputs === undefined) throw new Error('Add examples before training')
  return input(8, 8, 3).conv2d(4, 3)
}
button.addEventListener('click', () => train())
export const later = () => {
  if (!examples.inputs) throw new Error('Add examples before training')
  return input(6, 6, 3).conv2d(4, 3)
}`
    expect(layers(code, 'conv2d')).toEqual(['6×6×4', '4×4×4'])
    expect(analysisOf(code).analysis.problems).toEqual([])
  })

  test('a long loop that makes layers is told of', () => {
    const code = 'let x = input(8, 8, 3)\nfor (let i = 0; i < 1_000_000; i++) x = x.relu()'
    expect(analysisOf(code).analysis.problems.map(({ rule }) => rule)).toContain('beyond-bounds')
  })
})

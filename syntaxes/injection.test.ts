import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test } from 'vitest'
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma'
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate'
import * as layers from '../builder/layers/index'

const injection = new URL('./convolens.injection.tmLanguage.json', import.meta.url)

/** As much of TypeScript's grammar as the injection meets: its comments start with the space before them. */
const base = {
  scopeName: 'source.ts',
  patterns: [
    { begin: '(^[ \\t]+)?(//)', end: '(?=$)', contentName: 'comment.line.double-slash.ts' },
    { begin: '/\\*', end: '\\*/', name: 'comment.block.ts' },
    { begin: "'", end: "'", name: 'string.quoted.single.ts' },
    { begin: '`', end: '`', name: 'string.template.ts' },
    { match: '[A-Za-z_$][\\w$]*(?=\\s*\\()', name: 'entity.name.function.ts' },
    { match: '[A-Za-z_$][\\w$]*', name: 'variable.other.ts' },
  ],
}

let grammar: IGrammar

beforeAll(async () => {
  await loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')))
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async scopeName =>
      scopeName === 'source.ts'
        ? parseRawGrammar(JSON.stringify(base), 'base.json')
        : parseRawGrammar(readFileSync(injection, 'utf8'), 'injection.json'),
    getInjections: scopeName => (scopeName === 'source.ts' ? ['convolens.injection'] : undefined),
  })
  grammar = (await registry.loadGrammar('source.ts')) as IGrammar
})

/** The pieces of a line which the injection marks, each with its innermost scope. */
function marked(line: string): [text: string, scope: string][] {
  return grammar
    .tokenizeLine(line, INITIAL)
    .tokens.map(
      token => [line.slice(token.startIndex, token.endIndex), token.scopes.at(-1) as string] as [string, string],
    )
    .filter(([, scope]) => scope.endsWith('.convolens'))
}

const layer = 'support.function.layer.convolens'
const model = 'support.function.model.convolens'
const comment = 'comment.line.double-slash.contract.convolens'
const slashes = ['//', 'punctuation.definition.comment.convolens']

describe('layers', () => {
  test('every kind of builder/layers is marked as a call', () => {
    const unmarked = Object.keys(layers).filter(
      kind => JSON.stringify(marked(`x.${kind}(8)`)) !== JSON.stringify([[kind, layer]]),
    )
    expect(unmarked, 'npm run grammar adds them').toEqual([])
  })

  test('a chain', () => {
    expect(marked('  x.conv2d(8, 3).batchNorm().relu6()')).toEqual([
      ['conv2d', layer],
      ['batchNorm', layer],
      ['relu6', layer],
    ])
  })

  test('the longer of two names is taken whole', () => {
    expect(marked('x.conv2dTranspose(8, 2)')).toEqual([['conv2dTranspose', layer]])
  })

  test.each([
    ['a function of the user', 'conv2d(x)'],
    ['a property', 'x.conv2d'],
    ['a longer name', 'x.conv2dBlock(8)'],
    ['a comment', '// x.conv2d(8, 3)'],
    ['a block comment', '/* x.conv2d(8, 3) */'],
    ['a string', "const text = 'x.conv2d(8, 3)'"],
    ['a template', 'const text = `x.conv2d(8, 3)`'],
  ])('%s is left alone', (_what, line) => {
    expect(marked(line)).toEqual([])
  })
})

describe('models', () => {
  test('input and model are marked', () => {
    expect(marked("export default model('Small', input(32, 32, 3), x)")).toEqual([
      ['model', model],
      ['input', model],
    ])
  })

  test.each([['tf.model(x)'], ['remodel(x)'], ['input.shape'], ['$model(x)']])('%s is left alone', line => {
    expect(marked(line)).toEqual([])
  })
})

describe('shape contracts', () => {
  test.each(['32×32×8 | 16×16×16', '28×28×6, 28×28×10', '56x56x64'])(
    'of several shapes, and typed with an x: %s',
    shapes => {
      expect(marked(`x.relu() // => ${shapes}`).at(-1)).toEqual([shapes, 'constant.numeric.shape.convolens'])
    },
  )

  test('behind a call', () => {
    expect(marked('x.relu() // => 56×56×64')).toEqual([
      ['relu', layer],
      slashes,
      [' ', comment],
      ['=>', 'keyword.operator.contract.convolens'],
      [' ', comment],
      ['56×56×64', 'constant.numeric.shape.convolens'],
    ])
  })

  test('under a call, indented', () => {
    expect(marked('    //   ^? 56×56×64')).toEqual([
      ['    ', comment],
      slashes,
      ['   ', comment],
      ['^?', 'keyword.operator.contract.convolens'],
      [' ', comment],
      ['56×56×64', 'constant.numeric.shape.convolens'],
    ])
  })

  test.each([
    ['symbols', '// ^? ⌈H/2⌉×⌈W/2⌉×4·filters', '⌈H/2⌉×⌈W/2⌉×4·filters'],
    ['a sum', '// => H + 2×W + 2×8', 'H + 2×W + 2×8'],
    ['a vector', '// => 10', '10'],
    ['an unknown size', '// => ?×?×32', '?×?×32'],
  ])('%s', (_what, line, shape) => {
    expect(marked(line).at(-1)).toEqual([shape, 'constant.numeric.shape.convolens'])
  })

  test.each([
    ['// => the sum'],
    ['// ^? const x: number'],
    ['// 56×56×64'],
    ['// => windows of 3×3 pixels'],
    ["'// => 10'"],
  ])('%s is an ordinary comment', line => {
    expect(marked(line)).toEqual([])
  })
})

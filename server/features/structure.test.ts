import { describe, expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { codeLens } from './codeLens'
import { definition } from './definition'
import { documentSymbols } from './documentSymbols'
import { folding } from './folding'
import { inlayHints } from './inlayHints'
import { type OutlineItem, outline } from './outline'

const NET = `
const block = (x: Tensor, filters: number) => {
  const y = x
    .conv2d(filters, 3, { padding: 'same' })
    .relu()
  return y.add(x.conv2d(filters, 1))
}
const image = input(8, 8, 4)
const x = block(image, 8)
export default model('net', image, block(x, 16).globalAveragePool2d())
`

const TFJS = `
import * as tf from '@tensorflow/tfjs'
function body(net: tf.Sequential) {
  net.add(tf.layers.conv2d({ filters: 4, kernelSize: 3 }))
}
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 2, kernelSize: 3 }))
body(net)
`

// Block 1 on 8×8×4: (3·3·4 + 1)·8 = 296 and (4 + 1)·8 = 40; block 2 on 8×8×8: (3·3·8 + 1)·16 = 1,168 and (8 + 1)·16 = 144.
// MACs: 64·(36·8 + 4·8) = 20,480 and 64·(72·16 + 8·16) = 81,920.
const PARAMETERS = '1,648 parameters'
const MACS = '102,400 MACs'

describe('lenses', () => {
  test('on a model: totals and links; on a function: what its calls cost', () => {
    const lenses = codeLens(analyseText(NET), true)
    expect(lenses.map(({ title }) => title)).toEqual([
      `called from 2 places · ${PARAMETERS} · ${MACS}, 100 % of net`,
      expect.stringMatching(`^${PARAMETERS} · ${MACS} · .* peak memory$`),
      'Visualize',
      'Architecture',
      'Summary',
    ])
    expect(lenses[2].command).toEqual({
      name: 'visualizeLayer',
      argument: { uri: 'file:///test.ts', model: 'net' },
    })
    expect(lenses[3].command?.argument).toEqual({ uri: 'file:///test.ts', model: 'net', tab: 'architecture' })
    expect((PREAMBLE + NET).slice(lenses[0].span.start, lenses[0].span.end)).toBe('block')
  })

  test('no links where the editor has no such commands, and nothing on a function that nobody calls', () => {
    expect(codeLens(analyseText(NET), false)).toHaveLength(2)
    expect(codeLens(analyseText('export const block = (x: Tensor) => x.conv2d(8, 3)'), true)).toEqual([])
  })

  test('of TensorFlow.js', () => {
    // (3·3·1 + 1)·2 = 20 and (3·3·2 + 1)·4 = 76; 36·9·2 = 648 and 16·18·4 = 1,152 MACs, of which the latter are 64 %.
    expect(codeLens(analyseText(TFJS), false).map(({ title }) => title)).toEqual([
      'called from 1 place · 76 parameters · 1,152 MACs, 64.0 % of sequential_1',
      expect.stringMatching(/^96 parameters · 1,800 MACs · /),
    ])
  })
})

test('symbols: functions with the layers in them, models, and layers outside', () => {
  const symbols = documentSymbols(analyseText(NET))
  expect(symbols.map(({ name, kind, detail }) => `${kind} ${name} ${detail}`)).toEqual([
    'block block ',
    'layer input_1 8×8×4',
    'model net 1,648 parameters, 102,400 MACs',
    'layer globalAveragePool2d_1 16',
  ])
  expect(symbols[0].children.map(({ name, detail }) => `${name} ${detail}`)).toEqual([
    'conv2d ×2: 8×8×8',
    'relu ×2: 8×8×8',
    'add ×2: 8×8×8',
    'conv2d ×2: 8×8×8',
  ])
})

test('functions and chains over several lines fold', () => {
  // The preamble is line 0.
  expect(folding(analyseText(NET))).toEqual([
    { startLine: 2, endLine: 7 },
    { startLine: 3, endLine: 5 },
  ])
})

describe('definitions', () => {
  const targetsAt = (code: string) => {
    const offset = PREAMBLE.length + code.indexOf('$0')
    const text = code.replace('$0', '')
    return definition(analyseText(text), offset).map(({ start, end }) => (PREAMBLE + text).slice(start, end))
  }

  test('from a merge to its branches', () => {
    expect(targetsAt(NET.replace('.add(', '.a$0dd('))).toEqual(['relu()', 'conv2d(filters, 1)'])
  })

  test('from a layer in a function to the calls of it', () => {
    expect(targetsAt(NET.replace('relu', 'rel$0u'))).toEqual(['block(image, 8)', 'block(x, 16)'])
    expect(targetsAt(TFJS.replace('conv2d({ filters', 'conv$02d({ filters'))).toEqual(['body(net)'])
  })

  test('none of a layer that stands outside', () => {
    expect(targetsAt(NET.replace('globalAverage', 'glo$0balAverage'))).toEqual([])
  })
})

test('hints with parameters and receptive fields, where they are wanted', () => {
  const everything = { start: 0, end: Number.MAX_SAFE_INTEGER }
  const labels = (settings: { shape: boolean; parameters: boolean; receptiveField: boolean }) =>
    inlayHints(analyseText(NET), everything, settings).map(({ label }) => label)
  expect(labels({ shape: true, parameters: true, receptiveField: true })[0]).toBe(
    '×2: 8×8×8 … · 1,464 parameters · sees 3×3',
  )
  expect(labels({ shape: false, parameters: true, receptiveField: false })).toEqual([
    '1,464 parameters',
    '184 parameters',
  ])
})

test('the tree: models, calls and layers with their costs', () => {
  const drawn = (items: readonly OutlineItem[], indent = ''): string[] =>
    items.flatMap(item => [
      `${indent}${item.kind} ${item.label}: ${item.description}`,
      ...drawn(item.children, `${indent}  `),
    ])
  expect(drawn(outline(analyseText(NET)))).toEqual([
    `model net: ${PARAMETERS} · ${MACS}`,
    '  layer input_1: 8×8×4',
    '  block block: 8×8×8 · 336 parameters · 20,480 MACs',
    '    layer conv2d_1: 8×8×8 · 296 parameters · 18,432 MACs',
    '    layer relu_1: 8×8×8',
    '    layer conv2d_2: 8×8×8 · 40 parameters · 2,048 MACs',
    '    layer add_1: 8×8×8',
    '  block block: 8×8×16 · 1,312 parameters · 81,920 MACs',
    '    layer conv2d_3: 8×8×16 · 1,168 parameters · 73,728 MACs',
    '    layer relu_2: 8×8×16',
    '    layer conv2d_4: 8×8×16 · 144 parameters · 8,192 MACs',
    '    layer add_2: 8×8×16',
    '  layer globalAveragePool2d_1: 16',
  ])
})

import { expect, test } from 'vitest'
import { formatShape } from '../builder/shape'
import { diagnostics } from './features/diagnostics'
import { inlayHints } from './features/inlayHints'
import { memoryFileSystem } from './files/memoryFileSystem'
import { Workspace } from './workspace'

const MODEL = `import { input, model, type Tensor } from 'convolens'
import { block, widths } from './blocks'

/** A comment with a number, 12. */
function stage(x: Tensor, filters: number, count = 2): Tensor {
  let map = x
  for (let turn = 0; turn < count; turn++) map = block(map, filters).dropout(0.2)
  return map.maxPool2d(2)
}

const image = input(32, 32, 3)
const features = widths.reduce((x, width) => stage(x, width), image) // => 8×8×16
const scores = features.conv2d(24, 3, { padding: 'same', activation: 'relu' }).flatten().dense(10)
export default model('digits', image, scores.softmax())
`
const BLOCKS = `import type { Tensor } from 'convolens'

export const widths = [8, 16]

export function block(x: Tensor, filters: number): Tensor {
  return x.conv2d(filters, 3, { padding: 'same', useBias: false }).batchNorm().relu()
}

export const unused = (x: Tensor) => x.dense(4)
`
const LIMITS = { milliseconds: 60_000 }
const PIECES = [
  '',
  ' ',
  '7',
  '0',
  '.relu()',
  '.conv2d(4, 3)',
  '(',
  ')',
  '{',
  '}',
  '\n',
  '// ',
  '`',
  "'",
  ',',
  'x',
  '/*',
  '*/',
]

test('after any row of edits a file yields what it yields in a workspace that has just been opened', () => {
  const next = numbers(20_261)
  for (let row = 0; row < 12; row++) {
    const texts = { '/w/model.ts': MODEL, '/w/blocks.ts': BLOCKS }
    const edited = new Workspace(memoryFileSystem(texts), ['/w'], LIMITS)
    for (const [file, text] of Object.entries(texts)) edited.open(file, text, 'typescript')
    for (let edit = 0; edit < 25; edit++) {
      const file = next() < 0.7 ? '/w/model.ts' : '/w/blocks.ts'
      // Most edits are undone by and by, so that there is a network to compare.
      const undone = next() < 0.3
      texts[file] = undone ? (file === '/w/model.ts' ? MODEL : BLOCKS) : changed(texts[file], next)
      edited.change(file, texts[file])
      if (next() < 0.8) expect(yielded(edited)).toEqual(yielded(fresh(texts)))
    }
  }
})

function fresh(texts: Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace(memoryFileSystem(texts), ['/w'], LIMITS)
  for (const [file, text] of Object.entries(texts)) workspace.open(file, text, 'typescript')
  return workspace
}

function changed(text: string, next: () => number): string {
  const place = Math.floor(next() * text.length)
  const removed = next() < 0.5 ? 0 : Math.floor(next() * 6)
  return text.slice(0, place) + PIECES[Math.floor(next() * PIECES.length)] + text.slice(place + removed)
}

/** What a user sees of both files. */
function yielded(workspace: Workspace) {
  return ['/w/model.ts', '/w/blocks.ts'].map(file => {
    const analysis = workspace.analysis(file)!
    const withCallers = workspace.analysisWithCallers(file)!
    return {
      models: analysis.models.map(({ graph, span, instances }) => ({
        span,
        layers: graph.layers.map(({ name, outputShapes }) => [name, ...outputShapes.map(formatShape)]),
        stacks: instances.map(({ stack }) => stack),
      })),
      hints: inlayHints(withCallers, { start: 0, end: Number.POSITIVE_INFINITY }),
      findings: diagnostics(analysis),
    }
  })
}

/** The numbers from 0 to 1 of a linear congruential generator (Numerical Recipes, §7.1). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

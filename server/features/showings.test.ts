import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { strict } from '../configuration/configuration'
import { showingsIn } from '../protocol/answers'
import { showings } from './showings'

/** What is offered somewhere in a program, with every rule at work. */
function offered(code: string) {
  const analysis = analyseText(code)
  return showings(analysis, { start: 0, end: analysis.sourceFile.text.length }, strict).map(({ title, finding }) => [
    title,
    finding.shown,
  ])
}

test('a checkerboard is shown by the layer that makes it', () => {
  const code = `const x = input(8, 8, 4)
model('up', x, x.conv2d(4, 3).conv2dTranspose(4, 3, { strides: 2 }))`
  expect(offered(code)).toEqual([['Show me the checkerboard', { model: 'up', layers: ['conv2dTranspose_1'] }]])
})

test('a grid by its whole row', () => {
  const code = `const x = input(32, 32, 4)
const first = x.conv2d(4, 3, { dilationRate: 2, padding: 'same' }).relu()
model('grid', x, first.conv2d(4, 3, { dilationRate: 2, padding: 'same' }).relu())`
  expect(offered(code)).toEqual([['Show me the grid', { model: 'grid', layers: ['conv2d_1', 'conv2d_2'] }]])
})

test('skipped pixels and uneven borders by the window', () => {
  const code = `const x = input(32, 32, 4)
model('gaps', x, x.conv2d(4, 2, { strides: 3, padding: 'valid' }))`
  expect(offered(code)).toContainEqual(['Show me the pixels that are skipped', { model: 'gaps', layers: ['conv2d_1'] }])
  const uneven = `const x = input(32, 32, 4)
model('uneven', x, x.conv2d(4, 3, { strides: 2, padding: 'same' }))`
  expect(offered(uneven)).toContainEqual([
    'Show me which border counts for less',
    { model: 'uneven', layers: ['conv2d_1'] },
  ])
})

test('what nobody calls has no numbers to run', () => {
  const code = `export function up(filters: number) {
  const x = input(8, 8, filters)
  return model('up', x, x.conv2dTranspose(4, 3, { strides: 2 }))
}`
  expect(offered(code)).toEqual([])
})

test('the editor is handed the command that shows it, with all it needs', () => {
  const analysis = analyseText(`const x = input(8, 8, 4)
model('up', x, x.conv2dTranspose(4, 3, { strides: 2 }))`)
  const everywhere = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }
  const editing = { text: '', configuration: strict, analyse: () => analysis }
  const actions = showingsIn(analysis, everywhere, editing, { diagnostics: [] }, 'file:///up.ts')
  expect(actions.map(({ command }) => [command?.command, ...(command?.arguments ?? [])])).toEqual([
    [
      'convolens.showDefect',
      { uri: 'file:///up.ts', defect: 'checkerboard', model: 'up', layers: ['conv2dTranspose_1'] },
    ],
  ])
  expect(showingsIn(analysis, everywhere, editing, { diagnostics: [], only: ['refactor'] }, 'file:///up.ts')).toEqual(
    [],
  )
})

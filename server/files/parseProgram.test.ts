import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { Workspace } from '../workspace'
import { memoryFileSystem } from './memoryFileSystem'
import { isNestedTooDeeply, parseProgram } from './parseProgram'

const IMPORT = "import { input, model } from 'convolens'\n"

describe('a program nested too deeply', () => {
  test.each([
    ['brackets', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['arrays', '['.repeat(50_000)],
    ['a chain of calls', `input(8, 8, 1)${'.relu()'.repeat(20_000)}`],
    ['functions', '() => '.repeat(20_000)],
    ['statements', `${'if (x) '.repeat(20_000)}{}`],
    ['assertions, of which a feature that walks through them may fill the stack', `x${'!'.repeat(2_500)}`],
  ])('of %s is read as blanks, and told', (_, nested) => {
    const text = `${IMPORT}const x = ${nested}\n`
    const workspace = new Workspace(memoryFileSystem({}), ['/w'])
    workspace.open('/w/deep.ts', text, 'typescript')
    const { sourceFile, problems } = workspace.analysis('/w/deep.ts')!
    expect([sourceFile.text.length, sourceFile.text.trim()]).toEqual([text.length, ''])
    expect(problems).toMatchObject([
      { rule: 'beyond-bounds', message: 'this file is nested too deeply to be read', span: { start: 0 } },
    ])
  })

  test('is read again once an edit takes the nesting away', () => {
    const workspace = new Workspace(memoryFileSystem({}), ['/w'])
    const net = `${IMPORT}const image = input(8, 8, 1)\nexport default model('net', image, image.relu())\n`
    workspace.open('/w/deep.ts', net, 'typescript')
    expect(workspace.analysis('/w/deep.ts')!.models).toHaveLength(1)
    workspace.change('/w/deep.ts', `${net}${'['.repeat(50_000)}`)
    expect(workspace.analysis('/w/deep.ts')!.models).toHaveLength(0)
    workspace.change('/w/deep.ts', net)
    expect(workspace.analysis('/w/deep.ts')!.models).toHaveLength(1)
  })
})

test('a chain of 700 layers is no such program', () => {
  const text = `input(8, 8, 1)${'.relu()'.repeat(700)}`
  expect(isNestedTooDeeply(parseProgram('/net.ts', text, ts.ScriptKind.TS))).toBe(false)
})

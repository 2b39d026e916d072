import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { formatShape } from '../builder/shape'
import { memoryFileSystem } from './files/memoryFileSystem'
import { Workspace } from './workspace'

const NET =
  "import { input } from 'convolens'\nimport { filters } from './filters'\nexport const x = input(8, 8, 3).conv2d(filters, 3)\n"

function lastShape(workspace: Workspace, file: string): string {
  return formatShape(workspace.analysis(file)!.sites.at(-1)!.instances[0].layer.outputShapes[0])
}

describe('texts', () => {
  test('unsaved text counts before the disk, and the disk again after closing', () => {
    const texts = { '/w/net.ts': NET, '/w/filters.ts': 'export const filters = 4' }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×4')
    workspace.open('/w/filters.ts', 'export const filters = 4', 'typescript')
    workspace.change('/w/filters.ts', 'export const filters = 16')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×16')
    workspace.close('/w/filters.ts')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×4')
  })

  test('a file that changes on the disk is read again, and only then', () => {
    const texts = { '/w/net.ts': NET, '/w/filters.ts': 'export const filters = 4' }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    const first = workspace.analysis('/w/net.ts')
    expect(workspace.analysis('/w/net.ts')).toBe(first)
    texts['/w/filters.ts'] = 'export const filters = 5'
    workspace.fileChanged('/w/filters.ts', 'changed')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×5')
  })

  test('a file that appears resolves an import', () => {
    const texts: Record<string, string> = { '/w/net.ts': NET }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×?')
    texts['/w/filters.ts'] = 'export const filters = 7'
    workspace.fileChanged('/w/filters.ts', 'created')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×7')
  })

  test('what a document rests on is forgotten when it is closed, unless another open one rests on it', () => {
    const read: string[] = []
    const texts = { '/w/net.ts': NET, '/w/other.ts': NET, '/w/filters.ts': 'export const filters = 4' }
    const workspace = new Workspace(memoryFileSystem(texts, read), ['/w'])
    const look = (file: string) => {
      workspace.open(file, NET, 'typescript')
      workspace.analysis(file)
    }
    const readings = () => read.filter(file => file === '/w/filters.ts').length
    look('/w/net.ts')
    look('/w/other.ts')
    workspace.close('/w/net.ts')
    look('/w/net.ts')
    expect(readings()).toBe(1)
    workspace.close('/w/net.ts')
    workspace.close('/w/other.ts')
    look('/w/net.ts')
    expect(readings()).toBe(2)
  })

  test('an unsaved new file resolves an import', () => {
    const workspace = new Workspace(memoryFileSystem({ '/w/net.ts': NET }), ['/w'])
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×?')
    workspace.open('/w/filters.ts', 'export const filters = 9', 'typescript')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×9')
  })

  test('documents that rest on a changed file are known', () => {
    const workspace = new Workspace(memoryFileSystem({ '/w/filters.ts': 'export const filters = 4' }), ['/w'])
    workspace.open('/w/net.ts', NET, 'typescript')
    workspace.open('/w/other.ts', 'export const a = 1', 'typescript')
    workspace.analysis('/w/net.ts')
    const other = workspace.analysis('/w/other.ts')
    expect(workspace.outdated()).toEqual([])
    workspace.open('/w/filters.ts', 'export const filters = 5', 'typescript')
    expect(workspace.outdated()).toEqual(['/w/net.ts'])
    expect(workspace.analysis('/w/other.ts')).toBe(other)
  })

  test('a cancelled analysis is none, and is not kept', () => {
    const workspace = new Workspace(memoryFileSystem({ '/w/net.ts': NET }), ['/w'])
    expect(workspace.analysis('/w/net.ts', () => true)).toBeUndefined()
    expect(workspace.analysis('/w/net.ts')).toBeDefined()
  })
})

describe('a disk that changes under open documents', () => {
  const FOUR = 'export const filters = 4'

  function opened(texts: Record<string, string>): Workspace {
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    workspace.open('/w/net.ts', NET, 'typescript')
    workspace.open('/w/filters.ts', FOUR, 'typescript')
    workspace.change('/w/filters.ts', FOUR.replace('4', '16'))
    return workspace
  }

  test('what is not saved counts, for other files too, until it is closed', () => {
    const texts: Record<string, string> = { '/w/net.ts': NET, '/w/filters.ts': FOUR }
    const workspace = opened(texts)
    texts['/w/filters.ts'] = FOUR.replace('4', '5')
    texts['/w/net.ts'] = '// nothing'
    for (const file of ['/w/filters.ts', '/w/net.ts']) workspace.fileChanged(file, 'changed')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×16')
    // As for a comparison with the last commit: only the compared file has another text.
    const committed = workspace.analysisOf('/w/net.ts', NET.replace('8, 8', '9, 9'))
    expect(formatShape(committed.sites.at(-1)!.instances[0].layer.outputShapes[0])).toBe('7×7×16')
    workspace.close('/w/filters.ts')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×5')
  })

  test('also where the file is deleted, or the folder around it', () => {
    const texts: Record<string, string> = { '/w/net.ts': NET, '/w/filters.ts': FOUR }
    const workspace = opened(texts)
    for (const [gone, path] of [
      ['/w/filters.ts', '/w/filters.ts'],
      ['/w/net.ts', '/w'],
    ]) {
      delete texts[gone]
      workspace.fileChanged(path, 'deleted')
      expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×16')
    }
    // Who looks for importers finds those that are nowhere but in the editor.
    workspace.change(
      '/w/filters.ts',
      "import type { Tensor } from 'convolens'\nexport const filters = (x: Tensor) => x.relu()",
    )
    workspace.change(
      '/w/net.ts',
      NET.replace('.conv2d(filters, 3)', '').replace('input(8', 'filters(input(8').trim() + ')\n',
    )
    const { sites } = workspace.analysisWithCallers('/w/filters.ts')!
    expect(sites.flatMap(({ instances }) => instances.map(({ layer }) => formatShape(layer.outputShapes[0])))).toEqual([
      '8×8×3',
    ])
    workspace.close('/w/filters.ts')
    workspace.change('/w/net.ts', NET)
    expect(workspace.analysis('/w/net.ts')!.problems.map(({ rule }) => rule)).toContain('unresolved-import')
  })

  test('a file and a folder that are renamed', () => {
    const texts: Record<string, string> = {
      '/w/net.ts': NET.replace('./filters', './parts/filters'),
      '/w/parts/filters.ts': FOUR,
    }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    const rename = (from: string, to: string) => {
      for (const file of Object.keys(texts).filter(name => name === from || name.startsWith(`${from}/`))) {
        texts[to + file.slice(from.length)] = texts[file]
        delete texts[file]
      }
      workspace.fileChanged(from, 'deleted')
      workspace.fileChanged(to, 'created')
    }
    for (const [from, to] of [
      ['/w/parts', '/w/pieces'],
      ['/w/parts/filters.ts', '/w/parts/other.ts'],
    ]) {
      expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×4')
      rename(from, to)
      expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×?')
      rename(to, from)
    }
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×4')
    // A folder that takes the place of another is told by its own name alone.
    rename('/w/parts', '/w/pieces')
    texts['/w/pieces/filters.ts'] = FOUR.replace('4', '9')
    rename('/w/pieces', '/w/parts')
    expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×9')
  })
})

describe('parsing', () => {
  test('after edits the tree is that of the whole new text', () => {
    const workspace = new Workspace(memoryFileSystem({}), ['/w'])
    const edits = [
      NET.replace('conv2d(', 'conv2d('),
      NET.replace('8, 8', '8, 80'),
      NET.replace('8, 8', '8, 80').replace('conv2d(filters, 3', 'conv2d(filters, '),
      NET.replace('8, 8', '8, 80').replace('.conv2d(filters, 3)', ''),
      `// first\n${NET}`,
      `/* ${NET}`,
      NET,
      '',
      NET + NET,
    ]
    workspace.open('/w/net.ts', NET, 'typescript')
    for (const text of edits) {
      workspace.change('/w/net.ts', text)
      const parsed = workspace.analysis('/w/net.ts')!.sourceFile
      expect(nodes(parsed)).toEqual(nodes(ts.createSourceFile('/w/net.ts', text, ts.ScriptTarget.Latest, true)))
    }
  })
})

function nodes(file: ts.SourceFile): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    found.push(`${ts.SyntaxKind[node.kind]} ${node.pos} ${node.end}`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

describe('resolution', () => {
  test('paths of the nearest tsconfig.json, comments and an extended one included', () => {
    const texts = {
      '/w/tsconfig.base.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      '/w/tsconfig.json': '{ // ours\n "extends": "./tsconfig.base.json" }',
      '/w/src/filters.ts': 'export const filters = 6',
      '/w/src/net.ts': NET.replace('./filters', '@/filters'),
    }
    expect(lastShape(new Workspace(memoryFileSystem(texts), ['/w']), '/w/src/net.ts')).toBe('6×6×6')
  })

  test("a .js extension that means the .ts file, a folder's index, and JSON", () => {
    const texts = {
      '/w/net.ts': NET.replace('./filters', './filters.js'),
      '/w/filters.ts':
        "import sizes from './sizes.json'\nimport { more } from './more'\nexport const filters = sizes.filters + more",
      '/w/sizes.json': '{ "filters": 10 }',
      '/w/more/index.ts': 'export const more = 2',
    }
    expect(lastShape(new Workspace(memoryFileSystem(texts), ['/w']), '/w/net.ts')).toBe('6×6×12')
  })

  test('nothing outside the folders is read', () => {
    const read: string[] = []
    const texts = {
      '/w/net.ts': NET.replace('./filters', '../secret/filters'),
      '/secret/filters.ts': 'export const filters = 4',
      '/tsconfig.json': '{}',
    }
    expect(lastShape(new Workspace(memoryFileSystem(texts, read), ['/w']), '/w/net.ts')).toBe('6×6×?')
    expect(read).toEqual(['/w/net.ts'])
  })

  test('packages are not followed', () => {
    const read: string[] = []
    const texts = {
      '/w/net.ts': NET.replace('./filters', 'sizes'),
      '/w/node_modules/sizes/package.json': '{ "name": "sizes", "main": "index.js" }',
      '/w/node_modules/sizes/index.js': 'exports.filters = 4',
    }
    expect(lastShape(new Workspace(memoryFileSystem(texts, read), ['/w']), '/w/net.ts')).toBe('6×6×?')
    expect(read).not.toContain('/w/node_modules/sizes/index.js')
  })
})

test('what the disk takes does not count as time in which code is followed', () => {
  const texts = { '/w/net.ts': NET, '/w/filters.ts': 'export const filters = 4' }
  const disk = memoryFileSystem(texts)
  const waits = new Int32Array(new SharedArrayBuffer(4))
  const readFile = (path: string) => {
    Atomics.wait(waits, 0, 0, 600)
    return disk.readFile(path)
  }
  const workspace = new Workspace({ ...disk, readFile }, ['/w'], { milliseconds: 500 })
  expect(workspace.analysis('/w/net.ts')!.problems.map(({ rule }) => rule)).not.toContain('runaway-evaluation')
  expect(lastShape(workspace, '/w/net.ts')).toBe('6×6×4')
})

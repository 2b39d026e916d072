import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { formatShape } from '../../builder/shape'
import { hover } from '../features/hover'
import { Workspace } from '../workspace'
import type { FileSystem } from './fileSystem'
import { Importers } from './importers'
import { memoryFileSystem } from './memoryFileSystem'
import { Resolution } from './resolution'

const BLOCK = `import type { Tensor } from 'convolens'
export const block = (x: Tensor, filters: number) => x.conv2d(filters, 3, { padding: 'same' })
`
const NET = `import { input, model } from 'convolens'
import { block } from './blocks/block'
const image = input(8, 8, 3)
export default model('net', image, block(block(image, 4), 16))
`

function shapes(workspace: Workspace, file = '/w/blocks/block.ts'): string[] {
  const { sites } = workspace.analysisWithCallers(file)!
  return sites.flatMap(({ instances }) => instances.map(({ layer }) => formatShape(layer.outputShapes[0])))
}

describe('a function that other files call', () => {
  test('shows the layers that they make, instead of symbols', () => {
    const texts: Record<string, string> = { '/w/blocks/block.ts': BLOCK }
    expect(shapes(new Workspace(memoryFileSystem(texts), ['/w']))).toEqual(['H×W×filters'])
    texts['/w/net.ts'] = NET
    expect(shapes(new Workspace(memoryFileSystem(texts), ['/w']))).toEqual(['8×8×4', '8×8×16'])
  })

  test('through a file that exports it again, and by the name of a folder', () => {
    const texts = {
      '/w/blocks/block.ts': BLOCK,
      '/w/blocks/index.ts': "export * from './block'",
      '/w/net.ts': NET.replace('./blocks/block', './blocks'),
    }
    expect(shapes(new Workspace(memoryFileSystem(texts), ['/w']))).toEqual(['8×8×4', '8×8×16'])
  })

  test('follows unsaved texts, files that appear and files that go', () => {
    const texts: Record<string, string> = { '/w/blocks/block.ts': BLOCK, '/w/net.ts': NET }
    const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
    workspace.open('/w/net.ts', NET, 'typescript')
    workspace.change('/w/net.ts', NET.replace('8, 8, 3', '6, 6, 3'))
    expect(shapes(workspace)).toEqual(['6×6×4', '6×6×16'])
    workspace.close('/w/net.ts')
    expect(shapes(workspace)).toEqual(['8×8×4', '8×8×16'])
    delete texts['/w/net.ts']
    workspace.fileChanged('/w/net.ts', 'deleted')
    expect(shapes(workspace)).toEqual(['H×W×filters'])
    texts['/w/other.ts'] = NET.replace('block(image, 4)', 'block(image, 5)')
    workspace.fileChanged('/w/other.ts', 'created')
    expect(shapes(workspace)).toEqual(['8×8×5', '8×8×16'])
  })

  test('that the file calls itself keeps the layers of these calls', () => {
    const own = `${BLOCK}import { input } from 'convolens'\nblock(input(2, 2, 3), 7)\n`
    const texts = { '/w/blocks/block.ts': own, '/w/net.ts': NET }
    expect(shapes(new Workspace(memoryFileSystem(texts), ['/w']))).toContain('2×2×7')
  })

  test('leads from its hover to the calls', () => {
    const texts = { '/w/blocks/block.ts': BLOCK, '/w/net.ts': NET }
    const analysis = new Workspace(memoryFileSystem(texts), ['/w']).analysisWithCallers('/w/blocks/block.ts')!
    const found = hover(analysis, BLOCK.indexOf('conv2d'))!.markdown
    expect(found).toContain('8×8×4')
    expect(found).toContain('8×8×16')
  })

  test('costs the memory of its imports, not of the texts of all files', () => {
    const importers = new Importers(largeFiles(40), ['/w'])
    const resolution = new Resolution(largeFiles(0), ['/w'])
    const before = megabytesInUse()
    expect(importers.of('/w/blocks/block.ts', resolution, 8)).toEqual([])
    expect(megabytesInUse() - before).toBeLessThan(10)
    // Kept until here, with what it holds.
    expect(importers.of('/w/blocks/block.ts', resolution, 8)).toEqual([])
  })
})

/** Files of a megabyte each, every one read anew. */
function largeFiles(count: number): FileSystem {
  const entries = Array.from({ length: count }, (_, index) => ({ name: `file${index}.ts`, kind: 'file' as const }))
  const text = (path: string) => `import './neighbours/of${path}'\n${`// ${path} `.repeat(2 ** 20 / (path.length + 4))}`
  return { ...memoryFileSystem({}), list: () => entries, readFile: path => text(path) }
}

/** After a collection. */
function megabytesInUse(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 2 ** 20
}

import { describe, expect, test } from 'vitest'
import { Workspace } from '../workspace'
import { ClientFiles } from './clientFiles'
import type { Entry } from './fileSystem'
import { memoryFileSystem } from './memoryFileSystem'

const ROOT = '//vscode-vfs:github/me/nets'

/** The files of a client, by path below the root, and what was asked of it. */
function clientOf(texts: Record<string, string>) {
  const asked: string[] = []
  return {
    asked,
    list: async (folder: string) => {
      // Looked up now: tests change the texts.
      const files = memoryFileSystem(Object.fromEntries(Object.entries(texts).map(([name, text]) => [at(name), text])))
      if (!files.directoryExists(folder)) throw new Error(`there is no ${folder}`)
      return files.list(folder).map(({ name, kind }) => ({ name, isFolder: kind === 'folder' }))
    },
    readFile: async (file: string) => {
      asked.push(file)
      return texts[file.slice(ROOT.length + 1)]
    },
  }
}

function at(name: string): string {
  return `${ROOT}/${name}`
}

const noDisk = memoryFileSystem({})

describe('files that only the client can read', () => {
  test('are sources and settings in any folder, of what is installed or built none', async () => {
    const client = clientOf({
      'src/net.ts': 'net',
      'tsconfig.json': '{}',
      'package-lock.json': '{}',
      'README.md': 'text',
      'node_modules/a/index.js': 'a',
      'dist/net.js': 'built',
      '.git/hook.js': 'hook',
    })
    const files = new ClientFiles(noDisk, client)
    await files.readAhead([ROOT])
    expect(client.asked.sort()).toEqual([at('src/net.ts'), at('tsconfig.json')])
    expect(files.readFile(at('src/net.ts'))).toBe('net')
    expect(files.fileExists(at('README.md'))).toBe(false)
    expect(files.directoryExists(at('src'))).toBe(true)
    expect(files.directoryExists(at('dist'))).toBe(false)
    expect(new Set(files.list(ROOT) as Entry[])).toEqual(
      new Set([
        { name: 'src', kind: 'folder' },
        { name: 'tsconfig.json', kind: 'file' },
      ]),
    )
  })

  test('follow what the client says: they appear, change and go', async () => {
    const texts: Record<string, string> = { 'a.ts': 'one' }
    const files = new ClientFiles(noDisk, clientOf(texts))
    await files.readAhead([ROOT])
    texts['a.ts'] = 'two'
    texts['deep/er/b.ts'] = 'new'
    await Promise.all(['a.ts', 'deep/er/b.ts'].map(name => files.readAgain(at(name))))
    expect(files.readFile(at('a.ts'))).toBe('two')
    expect(files.list(at('deep'))).toEqual([{ name: 'er', kind: 'folder' }])
    delete texts['deep/er/b.ts']
    await files.readAgain(at('deep/er/b.ts'))
    expect(files.fileExists(at('deep/er/b.ts'))).toBe(false)
    expect(files.directoryExists(at('deep'))).toBe(false)
    expect(files.list(ROOT)).toEqual([{ name: 'a.ts', kind: 'file' }])
  })

  test('follow what the client says of folders: they appear and go with all that is in them', async () => {
    const texts: Record<string, string> = { 'a.ts': 'one' }
    const files = new ClientFiles(noDisk, clientOf(texts))
    await files.readAhead([ROOT])
    Object.assign(texts, { 'blocks/deep/b.ts': 'two', 'blocks/c.ts': 'three' })
    await files.readAgain(at('blocks'))
    expect([files.readFile(at('blocks/deep/b.ts')), files.readFile(at('blocks/c.ts'))]).toEqual(['two', 'three'])
    for (const name of ['blocks/deep/b.ts', 'blocks/c.ts']) delete texts[name]
    await files.readAgain(at('blocks'))
    expect([files.readFile(at('blocks/deep/b.ts')), files.directoryExists(at('blocks'))]).toEqual([undefined, false])
    expect(files.readFile(at('a.ts'))).toBe('one')
  })

  test('are not there where the client cannot read them', async () => {
    const failing = { list: () => Promise.reject(new Error('gone')), readFile: () => Promise.reject(new Error('gone')) }
    const files = new ClientFiles(noDisk, failing)
    await files.readAhead([ROOT])
    await files.readAgain(at('a.ts'))
    expect(files.list(ROOT)).toEqual([])
    expect(files.readFile(at('a.ts'))).toBeUndefined()
  })

  test('leave the disk to the disk', async () => {
    const client = clientOf({ 'a.ts': 'theirs' })
    const files = new ClientFiles(memoryFileSystem({ '/w/a.ts': 'ours' }), client)
    await files.readAhead(['/w', ROOT])
    expect(files.readFile('/w/a.ts')).toBe('ours')
    expect(files.list('/w')).toEqual([{ name: 'a.ts', kind: 'file' }])
    expect(client.asked).toEqual([at('a.ts')])
  })

  test('are imported by others, through the paths of their tsconfig.json too', async () => {
    const files = new ClientFiles(
      noDisk,
      clientOf({
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        'src/filters.ts': 'export const filters = 12',
        'src/block.ts': "import { filters } from '@/filters'\nexport const block = x => x.conv2d(filters, 3)",
        'net.ts': `import { input, model } from 'convolens'
import { block } from './src/block'
const image = input(9, 9, 1)
export default model('net', image, block(image))`,
      }),
    )
    await files.readAhead([ROOT])
    const analysis = new Workspace(files, [ROOT]).analysis(at('net.ts'))!
    expect(analysis.models.map(({ graph }) => graph.layers.at(-1)!.outputShapes[0])).toEqual([[7, 7, 12]])
  })
})

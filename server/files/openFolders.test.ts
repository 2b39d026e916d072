import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Disk, LATER } from './fileSystem'
import { memoryFileSystem } from './memoryFileSystem'
import { nodeFileSystem } from './nodeFileSystem'
import { notedDisk } from './notedDisk'
import { OpenFolders } from './openFolders'

describe('what the disk is asked', () => {
  const texts = { '/w/net.ts': 'net', '/w/blocks/block.ts': 'block', '/secret/a.ts': 'secret' }
  const questions: string[] = []
  const folders = new OpenFolders(notedDisk(memoryFileSystem(texts), questions), ['/w'])
  const asked = () => questions.splice(0)
  folders.fileExists('/w/net.ts')
  folders.fileExists('/w/blocks/block.ts')

  test('is the list of each folder, once', () => {
    expect(asked()).toEqual(['realPath /w', 'directoryExists /w', 'list /w', 'list /w/blocks'])
    expect(folders.fileExists('/w/net.ts')).toBe(true)
    expect(folders.fileExists('/w/blocks')).toBe(false)
    expect(folders.directoryExists('/w/blocks')).toBe(true)
    expect(folders.list('/w').map(({ name }) => name)).toEqual(['net.ts', 'blocks'])
    expect(asked()).toEqual([])
  })

  test('is nothing for what is not there', () => {
    expect(folders.fileExists('/w/gone.ts')).toBe(false)
    expect(folders.readFile('/w/gone.ts')).toBeUndefined()
    expect(folders.directoryExists('/w/gone/deep')).toBe(false)
    expect(asked()).toEqual([])
  })

  test('is nothing outside', () => {
    expect(folders.readFile('/secret/a.ts')).toBeUndefined()
    expect(folders.readFile('/w/../secret/a.ts')).toBeUndefined()
    expect(folders.list('/secret')).toEqual([])
    expect(folders.directoryExists('/')).toBe(false)
    expect(asked()).toEqual([])
  })

  test('is the list of a folder again where something appeared in it', () => {
    Object.assign(texts, { '/w/blocks/other.ts': 'other' })
    expect(folders.changed('/w/blocks/other.ts', 'created')).toBe('file')
    expect(folders.readFile('/w/blocks/other.ts')).toBe('other')
    expect(asked()).toEqual(['list /w/blocks', 'readFile /w/blocks/other.ts'])
  })
})

describe('what happens on the disk', () => {
  function withTexts(texts: Record<string, string>) {
    return new OpenFolders(memoryFileSystem(texts), ['/w'])
  }

  test('a file that goes, and one that comes back and is told as changed', () => {
    const texts: Record<string, string> = { '/w/a.ts': 'one', '/w/b.ts': 'b' }
    const folders = withTexts(texts)
    expect(folders.changed('/w/a.ts', 'changed')).toBe('file')
    expect(folders.readFile('/w/a.ts')).toBe('one')
    expect(folders.changed('/w/a.ts', 'changed')).toBe('text')
    delete texts['/w/a.ts']
    expect(folders.changed('/w/a.ts', 'deleted')).toBe('file')
    expect(folders.fileExists('/w/a.ts')).toBe(false)
    texts['/w/a.ts'] = 'two'
    expect(folders.changed('/w/a.ts', 'changed')).toBe('file')
    expect(folders.readFile('/w/a.ts')).toBe('two')
  })

  test('a folder that goes and comes back with all that is in it, of which nothing is told', () => {
    const texts: Record<string, string> = { '/w/a.ts': 'a', '/w/blocks/deep/b.ts': 'b' }
    const folders = withTexts(texts)
    expect(folders.fileExists('/w/blocks/deep/b.ts')).toBe(true)
    delete texts['/w/blocks/deep/b.ts']
    expect(folders.changed('/w/blocks', 'deleted')).toBe('folder')
    expect(folders.fileExists('/w/blocks/deep/b.ts')).toBe(false)
    texts['/w/blocks/deep/b.ts'] = 'b'
    expect(folders.changed('/w/blocks', 'created')).toBe('folder')
    expect(folders.fileExists('/w/blocks/deep/b.ts')).toBe(true)
  })

  test('a file that appears with the folders around it', () => {
    const texts: Record<string, string> = { '/w/a.ts': 'a' }
    const folders = withTexts(texts)
    expect(folders.fileExists('/w/blocks/deep/b.ts')).toBe(false)
    texts['/w/blocks/deep/b.ts'] = 'b'
    folders.changed('/w/blocks/deep/b.ts', 'created')
    expect(folders.fileExists('/w/blocks/deep/b.ts')).toBe(true)
  })

  test('the whole folder that is open', () => {
    const texts: Record<string, string> = { '/w/a.ts': 'a' }
    const folders = withTexts(texts)
    expect(folders.fileExists('/w/a.ts')).toBe(true)
    delete texts['/w/a.ts']
    expect(folders.changed('/w', 'deleted')).toBe('folder')
    expect(folders.fileExists('/w/a.ts')).toBe(false)
    texts['/w/b.ts'] = 'b'
    expect(folders.changed('/w', 'created')).toBe('folder')
    expect(folders.fileExists('/w/b.ts')).toBe(true)
  })
})

describe('on a real disk', () => {
  let folder: string
  let outside: string
  let folders: OpenFolders

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'convolens-folders-')))
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'convolens-outside-')))
    writeFileSync(join(folder, 'net.ts'), 'net')
    writeFileSync(join(outside, 'secret.ts'), 'secret')
    folders = new OpenFolders(nodeFileSystem, [folder])
  })
  afterEach(() => {
    for (const each of [folder, outside]) rmSync(each, { recursive: true })
  })

  test('links are followed within the folders, and not out of them', () => {
    mkdirSync(join(folder, 'deep'))
    symlinkSync(join(folder, 'net.ts'), join(folder, 'deep/linked.ts'))
    symlinkSync(join(outside, 'secret.ts'), join(folder, 'out.ts'))
    symlinkSync(outside, join(folder, 'away'))
    expect(folders.readFile(`${folder}/deep/linked.ts`)).toBe('net')
    expect(folders.realPath(`${folder}/deep/linked.ts`)).toBe(`${folder}/net.ts`)
    for (const path of ['out.ts', 'away/secret.ts']) {
      expect(folders.fileExists(`${folder}/${path}`)).toBe(false)
      expect(folders.readFile(`${folder}/${path}`)).toBeUndefined()
    }
    expect(folders.list(`${folder}/away`)).toEqual([])
  })

  test('a link to itself is nothing', () => {
    symlinkSync('loop.ts', join(folder, 'loop.ts'))
    expect(folders.fileExists(`${folder}/loop.ts`)).toBe(false)
    expect(folders.directoryExists(`${folder}/loop.ts`)).toBe(false)
  })

  test('an open folder that is a link itself is read by both names', () => {
    const link = `${outside}/linked`
    symlinkSync(folder, link)
    const linked = new OpenFolders(nodeFileSystem, [link])
    expect(linked.readFile(`${link}/net.ts`)).toBe('net')
    expect(linked.readFile(`${folder}/net.ts`)).toBe('net')
    expect(linked.readFile(`${outside}/secret.ts`)).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('a pipe, which may never say anything, is not read', () => {
    spawnSync('mkfifo', [join(folder, 'pipe.ts')])
    expect(folders.readFile(`${folder}/pipe.ts`)).toBeUndefined()
    expect(folders.list(folder)).toEqual([{ name: 'net.ts', kind: 'file' }])
  })

  test('another spelling is asked of the disk, which may take it for the same', () => {
    const sameOnDisk = nodeFileSystem.fileExists(`${folder}/NET.ts`)
    expect(folders.fileExists(`${folder}/NET.ts`)).toBe(sameOnDisk)
  })
})

describe('a disk that takes its time', () => {
  const texts = { '/w/net.ts': 'net' }
  const real = memoryFileSystem(texts)

  /** Which questions are answered; all others later. */
  function slow(...answered: string[]): OpenFolders {
    const known = (kind: keyof Disk, path: string) => answered.includes(`${kind} ${path}`)
    return new OpenFolders(
      {
        readFile: path => (known('readFile', path) ? real.readFile(path) : LATER),
        fileExists: path => (known('fileExists', path) ? real.fileExists(path) : LATER),
        directoryExists: path => (known('directoryExists', path) ? real.directoryExists(path) : LATER),
        list: path => (known('list', path) ? real.list(path) : LATER),
        realPath: path => (known('realPath', path) ? real.realPath(path) : LATER),
      },
      ['/w'],
    )
  }

  test('is as good as empty, and that is not kept', () => {
    const answered = ['realPath /w', 'directoryExists /w']
    const folders = slow(...answered)
    expect(folders.fileExists('/w/net.ts')).toBe(false)
    expect(folders.awaited).toBeGreaterThan(0)
    const later = slow(...answered, 'list /w')
    expect(later.fileExists('/w/net.ts')).toBe(true)
    expect(later.awaited).toBe(0)
    expect(later.readFile('/w/net.ts')).toBeUndefined()
    expect(later.awaited).toBe(1)
  })

  test('lets nothing be read through a link of which it is not known where it leads', () => {
    const linked: Disk = {
      ...real,
      list: () => [{ name: 'net.ts', kind: 'link' }],
      directoryExists: () => true,
      realPath: path => (path === '/w' ? path : LATER),
      fileExists: () => true,
    }
    const folders = new OpenFolders(linked, ['/w'])
    expect(folders.readFile('/w/net.ts')).toBeUndefined()
    expect(folders.awaited).toBeGreaterThan(0)
  })
})

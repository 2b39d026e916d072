import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(__dirname, '..')
const rooms = ['builder', 'server', 'engine', 'webview', 'client'] as const
type Room = (typeof rooms)[number]

/** Which rooms a room may import; `client` sees of the panel only its messages. */
const arrows: Record<Room, readonly Room[]> = {
  builder: [],
  server: ['builder'],
  engine: ['builder'],
  webview: ['builder', 'engine'],
  client: ['builder', 'webview'],
}

interface Import {
  readonly file: string
  readonly specifier: string
}

const imports = rooms.flatMap(room => sources(room).flatMap(importsOf))

describe('imports point one way', () => {
  test.each(rooms)('%s', room => {
    const wrong = imports
      .filter(({ file, specifier }) => file.startsWith(`${room}/`) && specifier.startsWith('.'))
      .map(({ file, specifier }) => ({ file, target: relative(root, resolve(root, dirname(file), specifier)) }))
      .filter(({ target }) => {
        const other = target.split('/')[0] as Room
        return other !== room && !arrows[room].includes(other)
      })
    expect(wrong).toEqual([])
  })

  test('the client sees of the panel only its messages', () => {
    const seen = imports.filter(({ file, specifier }) => file.startsWith('client/') && specifier.includes('/webview/'))
    expect(seen.filter(({ specifier }) => !specifier.endsWith('/webview/protocol'))).toEqual([])
  })
})

describe('packages stay in their room', () => {
  const packages = imports.filter(({ specifier }) => !specifier.startsWith('.'))

  test('the builder has no run-time dependency', () => {
    expect(packages.filter(({ file }) => file.startsWith('builder/'))).toEqual([])
  })

  test('the server knows no TensorFlow.js', () => {
    const tensorflow = packages.filter(
      ({ file, specifier }) => file.startsWith('server/') && /tensorflow/.test(specifier),
    )
    expect(tensorflow).toEqual([])
  })

  test('only the client imports vscode', () => {
    const users = packages.filter(({ specifier }) => specifier === 'vscode').map(({ file }) => file.split('/')[0])
    expect([...new Set(users)]).toEqual(['client'])
  })

  test('only server.ts, protocol and the entry points know LSP', () => {
    const users = packages
      .filter(({ specifier }) => /^vscode-language(server|client)/.test(specifier))
      .map(({ file }) => file)
    const allowed = /^(server\/(server|main)(\.\w+)?\.ts|server\/protocol\/.*|client\/.*)$/
    expect(users.filter(file => !allowed.test(file))).toEqual([])
  })

  test('only entry points of the server touch files, and only two files start threads', () => {
    const users = packages.filter(
      ({ file, specifier }) =>
        file.startsWith('server/') && /^(node:)?(fs|child_process|worker_threads|net|http)/.test(specifier),
    )
    // The disk, which both entry points hand to what they start.
    expect(
      users.filter(
        ({ file }) =>
          !/^server\/(main|cli|disk|files\/(nodeFileSystem|writeWhole|diskInThread)|commandLine\/checkThreads)\.ts$/.test(
            file,
          ),
      ),
    ).toEqual([])
    const disk = imports.filter(({ specifier }) => specifier.endsWith('/nodeFileSystem')).map(({ file }) => file)
    expect(disk.sort()).toEqual(['server/cli.ts', 'server/disk.ts', 'server/main.ts'])
  })
})

test('only one file writes HTML documents', () => {
  const writers = rooms.flatMap(sources).filter(file => /<!doctype html/i.test(readFileSync(join(root, file), 'utf8')))
  expect(writers).toEqual(['client/panels/html.ts'])
})

test('nothing builds code from text and runs it', () => {
  const calls = rooms
    .flatMap(sources)
    .filter(file =>
      /\b(eval|new Function)\s*\(/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    )
  expect(calls).toEqual([])
})

/** The TypeScript files of a room, tests and generated ones left out, relative to the root. */
function sources(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.tsx?$/.test(file) && !/\.test\.ts$|\.d\.ts$|(^|\/)(dist|node_modules)\//.test(file))
    .filter(file => !/(^|\/)(check|expect)\w*\.ts$/.test(file))
    .map(file => `${room}/${file}`)
}

function importsOf(file: string): Import[] {
  const source = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true)
  return source.importedFiles.map(({ fileName }) => ({ file, specifier: fileName }))
}

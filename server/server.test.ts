import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CodeAction,
  CodeActionRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
  LogMessageNotification,
  type MarkupContent,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

let folder: string
let server: ChildProcess
let connection: ProtocolConnection
const log: string[] = []
const published: PublishDiagnosticsParams[] = []
const listeners = new Set<() => void>()
let refreshed: () => void = () => {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'convolens-server-'))
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  server = spawn(process.execPath, ['--import', 'tsx', main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  connection = createProtocolConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!))
  connection.onNotification(LogMessageNotification.type, ({ message }) => log.push(message))
  connection.onNotification(PublishDiagnosticsNotification.type, params => {
    published.push(params)
    for (const listener of listeners) listener()
  })
  connection.onRequest(RegistrationRequest.type, () => {})
  connection.onRequest(InlayHintRefreshRequest.type, () => refreshed())
  connection.listen()
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      workspace: { inlayHint: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
    },
    workspaceFolders: [{ uri: uriOf(''), name: 'test' }],
  })
  await connection.sendNotification(InitializedNotification.type, {})
})

afterAll(async () => {
  await connection.sendRequest(ShutdownRequest.type)
  await connection.sendNotification(ExitNotification.type)
  await new Promise(resolve => server.once('exit', resolve))
  rmSync(folder, { recursive: true })
})

function uriOf(file: string): string {
  return pathToFileURL(join(folder, file)).href
}

async function open(file: string, text: string): Promise<void> {
  const textDocument = { uri: uriOf(file), languageId: 'typescript', version: 1, text }
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
}

async function change(file: string, version: number, text: string): Promise<void> {
  const textDocument = { uri: uriOf(file), version }
  await connection.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument,
    contentChanges: [{ text }],
  })
}

function positionOf(text: string, part: string) {
  const lines = text.slice(0, text.indexOf(part)).split('\n')
  return { line: lines.length - 1, character: lines.at(-1)!.length }
}

async function hoverOn(file: string, text: string, part: string): Promise<string | undefined> {
  const params = { textDocument: { uri: uriOf(file) }, position: positionOf(text, part) }
  const hover: Hover | null = await connection.sendRequest(HoverRequest.type, params)
  return hover === null ? undefined : (hover.contents as MarkupContent).value
}

async function hintsOf(file: string): Promise<string[] | undefined> {
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } }
  const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument: { uri: uriOf(file) }, range })
  return hints?.map(({ position, label }) => `${position.line}:${position.character} ${label}`)
}

/** The first findings told of a version of a file. */
async function findingsOf(file: string, version: number): Promise<PublishDiagnosticsParams> {
  const find = () => published.find(told => told.uri === uriOf(file) && told.version === version)
  return (
    find() ??
    new Promise(resolve => {
      const listener = () => {
        const told = find()
        if (!told) return
        listeners.delete(listener)
        resolve(told)
      }
      listeners.add(listener)
    })
  )
}

/** What of a model in the answer to `convolens/graph` is looked at. */
interface GraphOf {
  name: string
  graph: { layers: { name: string }[] }
  sites: unknown[]
  range: { start: unknown }
}

const NET = `import { input, model } from 'convolens'
const image = input(32, 32, 1)
const x = image.conv2d(6, 5).relu()
export default model('net', image, x.conv2d(4, 3))
`

describe('features', () => {
  test('hover, hints and findings follow the text', async () => {
    await open('net.ts', NET)
    expect(await hoverOn('net.ts', NET, 'conv2d(6')).toMatch(/32×32×1 → \*\*28×28×6\*\*/)
    expect(await hoverOn('net.ts', NET, '32, 1')).toBeUndefined()
    expect(await hintsOf('net.ts')).toEqual(['2:28 28×28×6', '2:35 28×28×6', '3:49 26×26×4'])
    expect((await findingsOf('net.ts', 1)).diagnostics).toEqual([])

    const wide = NET.replace('6, 5', '6, 50')
    await change('net.ts', 2, wide)
    const { diagnostics } = await findingsOf('net.ts', 2)
    expect(diagnostics).toMatchObject([
      { code: 'window-larger-than-input', severity: 1, source: 'convolens', range: { start: positionOf(wide, '50') } },
    ])
    expect(diagnostics[0].codeDescription!.href).toMatch(/window-larger-than-input/)
  })

  test('a quick fix that mends the finding', async () => {
    const text = NET.replace('.relu()', '.dropout(0.5)')
    await open('dropout.ts', text)
    const { diagnostics } = await findingsOf('dropout.ts', 1)
    const dropout = diagnostics.find(({ code }) => code === 'dropout-between-convolutions')!
    const actions = (await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf('dropout.ts') },
      range: dropout.range,
      context: { diagnostics: [dropout] },
    })) as CodeAction[]
    const action = actions.find(({ diagnostics: [about] = [] }) => about?.code === dropout.code)!
    expect(action.kind).toBe('quickfix')
    const lines = text.split('\n')
    for (const { range, newText } of [...action.edit!.changes![uriOf('dropout.ts')]].reverse()) {
      const line = lines[range.start.line]
      lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character)
    }
    await change('dropout.ts', 2, lines.join('\n'))
    const after = await findingsOf('dropout.ts', 2)
    expect(after.diagnostics.map(({ code }) => code)).not.toContain('dropout-between-convolutions')
  })

  test('the graphs of a file, the place of every layer and what is at the cursor', async () => {
    const text = NET.replace('x.conv2d(4, 3)', '[x.conv2d(4, 3)]')
    await open('graph.ts', text)
    const result = await connection.sendRequest<{ models: GraphOf[]; at: unknown }>('convolens/graph', {
      uri: uriOf('graph.ts'),
      position: positionOf(text, 'relu'),
    })
    expect(result.models.map(({ name, graph }) => [name, graph.layers.map(layer => layer.name)])).toEqual([
      ['net', ['input_1', 'conv2d_1', 'relu_1', 'conv2d_2']],
    ])
    const [{ sites, range }] = result.models
    expect(range.start).toEqual(positionOf(text, "model('net'"))
    expect(sites[1]).toEqual({
      layer: 'conv2d_1',
      uri: uriOf('graph.ts'),
      range: { start: positionOf(text, 'conv2d(6'), end: positionOf(text, '.relu') },
    })
    expect(result.at).toEqual({ model: 0, layers: ['relu_1'] })
  })

  test('a change in a helper, saved or not, reaches the file that imports it', async () => {
    const text = NET.replace("'convolens'\n", "'convolens'\nimport { filters } from './filters'\n").replace(
      '6, 5',
      'filters, 5',
    )
    writeFileSync(join(folder, 'filters.ts'), 'export const filters = 7')
    await open('user.ts', text)
    expect((await hintsOf('user.ts'))![0]).toMatch(/28×28×7$/)
    writeFileSync(join(folder, 'filters.ts'), 'export const filters = 8')
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('filters.ts'), type: 2 }],
    })
    expect((await hintsOf('user.ts'))![0]).toMatch(/28×28×8$/)
    await open('filters.ts', 'export const filters = 8')
    const refresh = new Promise<void>(resolve => {
      refreshed = resolve
    })
    await change('filters.ts', 2, 'export const filters = 9')
    await refresh
    expect((await hintsOf('user.ts'))![0]).toMatch(/28×28×9$/)
  })

  test('what a client tells of a document in the wrong form counts as not said', async () => {
    await open('malformed.ts', NET)
    const textDocument = { uri: uriOf('malformed.ts'), languageId: 'typescript', version: 2, text: 7 }
    const wrong = [
      ['textDocument/didOpen', { textDocument }],
      ['textDocument/didChange', { textDocument, contentChanges: [{ text: null }] }],
      ['textDocument/didChange', { textDocument, contentChanges: [{ range: { start: {}, end: 'x' }, text: 'y' }] }],
      ['textDocument/didClose', { textDocument: null }],
    ] as const
    for (const [method, params] of wrong) await connection.sendNotification(method, params)
    expect((await hintsOf('malformed.ts'))![0]).toBe('2:28 28×28×6')
    expect(log.filter(line => /is malformed, and is passed over/.test(line))).toHaveLength(wrong.length)
  })

  test('an unsaved document without a file', async () => {
    const uri = 'untitled:Untitled-1'
    const textDocument = { uri, languageId: 'javascript', version: 1, text: NET }
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
    const hover = await connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionOf(NET, 'relu'),
    })
    expect((hover!.contents as MarkupContent).value).toMatch(/28×28×6/)
  })

  test('a document of another language gets no answer', async () => {
    const uri = uriOf('notes.md')
    const textDocument = { uri, languageId: 'markdown', version: 1, text: NET }
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
    expect(
      await connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: positionOf(NET, 'relu') }),
    ).toBeNull()
  })

  test('findings go when a document is closed', async () => {
    await open('closed.ts', NET.replace('6, 5', '6, 50'))
    expect((await findingsOf('closed.ts', 1)).diagnostics.length).toBe(1)
    const before = published.length
    await connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: uriOf('closed.ts') },
    })
    await hintsOf('net.ts')
    expect(published.slice(before).filter(({ uri }) => uri === uriOf('closed.ts'))).toEqual([
      { uri: uriOf('closed.ts'), diagnostics: [] },
    ])
  })
})

describe('the server answers the next hover after', () => {
  async function survives(file: string, text: string): Promise<void> {
    await open(file, text)
    await hoverOn(file, text, text.trim().slice(-4))
    await open(`after-${file}`, NET)
    expect(await hoverOn(`after-${file}`, NET, 'relu')).toMatch(/28×28×6/)
    await findingsOf(file, 1)
    expect(log.filter(message => message.includes(' failed: '))).toEqual([])
  }

  test('a half-typed file, whose finished lines keep their hints', async () => {
    const text = NET.replace('relu()', 'relu(')
    await survives('half.ts', text)
    expect((await hintsOf('half.ts'))![0]).toBe('2:28 28×28×6')
  })

  test('an infinite loop', () => survives('infinite.ts', `${NET}for (;;) { x.relu() }\n`))

  test('a loop of ten million turns', () =>
    survives('long.ts', `${NET}let sum = 0\nfor (let i = 0; i < 10_000_000; i++) sum += i\nx.conv2d(sum, 1)\n`))

  test('endless recursion', () => survives('deep.ts', `${NET}const f = (n) => f(n + 1)\nf(0)\n`))

  test('a cyclic import', async () => {
    writeFileSync(join(folder, 'other.ts'), "import { a } from './cycle'\nexport const b = a + 1\n")
    await survives('cycle.ts', `${NET}import { b } from './other'\nexport const a = b + 1\n`)
  })

  test('a syntax error on every line', () =>
    survives(
      'errors.ts',
      NET.split('\n')
        .map(line => `${line} ) ] => ${'`'}`)
        .join('\n'),
    ))

  test('a very long chain', () => survives('chain.ts', `${NET}x${'.relu()'.repeat(3_000)}\n`))

  test('text that is no program', () => survives('binary.ts', '\u0000\u0001￿'.repeat(5_000)))
})

test('nothing of a file is executed', async () => {
  const written = join(folder, 'written.txt')
  const text = `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(written)}, 'run')\n${NET}`
  await open('careless.ts', text)
  expect(await hoverOn('careless.ts', text, 'conv2d(6')).toMatch(/28×28×6/)
  expect(existsSync(written)).toBe(false)
})

describe('the project file', () => {
  const text = `import { input, model } from 'convolens'
const image = input(32, 32, 3)
export default model('net', image, image.conv2d(8, 3).batchNorm().relu())
`
  /** What is told of a file once it is told again. */
  function toldNext(file: string): Promise<PublishDiagnosticsParams> {
    return new Promise(resolve => {
      const from = published.length
      const listener = () => {
        const told = published.slice(from).find(({ uri }) => uri === uriOf(file))
        if (!told) return
        listeners.delete(listener)
        resolve(told)
      }
      listeners.add(listener)
    })
  }

  test('says what is told, and what is wrong in it is told there', async () => {
    await open('configured.ts', text)
    const rule = 'bias-before-batch-norm'
    expect((await findingsOf('configured.ts', 1)).diagnostics.map(({ code }) => code)).toEqual([rule])
    const [told, wrong] = [toldNext('configured.ts'), toldNext('convolens.config.json')]
    writeFileSync(join(folder, 'convolens.config.json'), `{ "rules": { "${rule}": "hint", "no-bread": "off" } }`)
    const changes = [{ uri: uriOf('convolens.config.json'), type: 1 as const }]
    await connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
    expect((await told).diagnostics.map(({ severity }) => severity)).toEqual([4])
    expect((await wrong).diagnostics.map(({ message }) => message)).toEqual([
      'there is no rule no-bread; docs/rules.md lists them',
    ])
  })

  test('all safe fixes of a file are one action', async () => {
    const actions = (await connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: uriOf('configured.ts') },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll'] },
    })) as CodeAction[]
    expect(actions.map(({ kind, title }) => [kind, title])).toEqual([
      ['source.fixAll.convolens', 'Fix all safe findings (1)'],
    ])
  })
})

test('notifications that say nothing readable leave the server running', async () => {
  await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: 7, type: 1 }, {}],
  } as never)
  await connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: 'file:///%ZZ.ts', type: 1 }],
  })
  await connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf('never.ts') } })
  await open('after.ts', NET)
  expect(await hoverOn('after.ts', NET, 'conv2d(6')).toMatch(/28×28×6/)
})

// The server's process, its disk on a network that is slow or gone. Only the open documents are known at once then.
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import esbuild from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const root = resolve(import.meta.dirname, '../..')
const built = mkdtempSync(join(tmpdir(), 'convolens-built-'))
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'convolens-slow-')))
const control = join(built, 'pace')

const OWN = "import { input } from 'convolens'\nexport const x = input(9, 9, 1).conv2d(5, 3)\n"
const NET = `import { input } from 'convolens'
import { filters } from './filters'
import { gone } from './gone'
export const x = input(9, 9, 1).conv2d(filters, 3)
`

let server: ChildProcess
let client: ProtocolConnection
let findings: Map<string, Diagnostic[]>
let disk: string

beforeAll(() => {
  writeFileSync(join(folder, 'net.ts'), NET)
  writeFileSync(join(folder, 'filters.ts'), 'export const filters = 6')
  return esbuild.build({
    ...{ entryPoints: ['server/main.ts', 'server/disk.ts'], outdir: built, absWorkingDir: root },
    ...{ bundle: true, platform: 'node', format: 'cjs' },
  })
})
afterEach(() => {
  client.dispose()
  // One whose disk hangs may not end by itself.
  server.kill('SIGKILL')
})
afterAll(() => {
  for (const each of [built, folder]) rmSync(each, { recursive: true, force: true })
})

async function start(pace: string, main = join(built, 'main.js')): Promise<void> {
  writeFileSync(control, pace)
  server = spawn(process.execPath, ['--require', join(root, 'test/slowDisk/slowDisk.cjs'), main, '--stdio'], {
    env: { ...process.env, SLOW_FOLDER: folder, SLOW_CONTROL: control },
  })
  disk = ''
  server.stderr!.on('data', text => {
    disk += text
  })
  client = createProtocolConnection(new StreamMessageReader(server.stdout!), new StreamMessageWriter(server.stdin!))
  findings = new Map()
  client.onRequest(RegistrationRequest.type, () => {})
  client.onNotification(PublishDiagnosticsNotification.type, told => void findings.set(told.uri, told.diagnostics))
  client.listen()
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'slow' }]
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities, workspaceFolders })
  await client.sendNotification(InitializedNotification.type, {})
}

function uriOf(file: string): string {
  return pathToFileURL(join(folder, file)).href
}

async function open(file: string, text: string): Promise<void> {
  const textDocument = { uri: uriOf(file), languageId: 'typescript', version: 1, text }
  await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
}

async function hints(file: string): Promise<unknown[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  const told = await client.sendRequest(InlayHintRequest.type, { textDocument: { uri: uriOf(file) }, range })
  return (told ?? []).map(({ label }) => label)
}

/** The messages of a file's findings as they were last told; undefined before they are. */
function messages(file: string): string[] | undefined {
  return findings.get(uriOf(file))?.map(({ message }) => message)
}

test('a disk that does not answer: open documents are, and what is not known yet is told as such', async () => {
  await start('hang')
  await open('own.ts', OWN)
  expect(await hints('own.ts')).toEqual(['7×7×5'])
  await open('net.ts', NET)
  expect(await hints('net.ts')).toEqual(['7×7×?'])
  // Neither the import that is there nor the one that is not is told as missing.
  await expect.poll(() => messages('net.ts')).toEqual([])
  await client.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri: uriOf('own.ts'), version: 2 },
    contentChanges: [{ text: OWN.replace('9, 9', '19, 19') }],
  })
  expect(await hints('own.ts')).toEqual(['17×17×5'])
  expect(disk.match(/^disk: /gm)).toHaveLength(1)

  writeFileSync(control, '0')
  await expect.poll(() => hints('net.ts')).toEqual(['7×7×6'])
  await expect.poll(() => messages('net.ts')).toEqual([expect.stringContaining('./gone')])
})

test('a disk that takes half a second for each answer: the same, and in the end all is known', async () => {
  await start('500')
  await open('net.ts', NET)
  await open('own.ts', OWN)
  expect(await hints('own.ts')).toEqual(['7×7×5'])
  await expect.poll(() => hints('net.ts'), { timeout: 30_000 }).toEqual(['7×7×6'])
  await expect.poll(() => messages('net.ts')).toEqual([expect.stringContaining('./gone')])
})

test('a file that changes while it is on its way is read again', async () => {
  await start('1000')
  await open('net.ts', NET)
  const reading = `disk: readFileSync ${folder}/filters.ts`
  await expect.poll(() => hints('net.ts').then(() => disk.includes(reading)), { timeout: 30_000 }).toBe(true)
  writeFileSync(join(folder, 'filters.ts'), 'export const filters = 8')
  const changes = [{ uri: uriOf('filters.ts'), type: FileChangeType.Changed }]
  await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
  await expect.poll(() => hints('net.ts'), { timeout: 30_000 }).toEqual(['7×7×8'])
})

test('a server that can start no thread reads the disk by itself', async () => {
  const alone = join(built, 'alone')
  mkdirSync(alone)
  copyFileSync(join(built, 'main.js'), join(alone, 'main.js'))
  await start('0', join(alone, 'main.js'))
  await open('net.ts', NET)
  await expect.poll(() => hints('net.ts')).toEqual(['7×7×8'])
})

import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createConnection,
  createProtocolConnection,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type MarkupContent,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { memoryFileSystem } from './files/memoryFileSystem'
import { startServer } from './server'

const ROOT = 'vscode-vfs://github/me/nets'
const NET = `import { input, model } from 'convolens'
import { block } from './block'
const image = input(9, 9, 1)
export default model('net', image, block(image).globalAveragePool2d())`

/** What the client's folder holds; nothing of it is on the server's disk. */
const texts: Record<string, string> = {
  [`${ROOT}/net.ts`]: NET,
  [`${ROOT}/block.ts`]: 'export const block = x => x.conv2d(12, 3)',
}
const published: PublishDiagnosticsParams[] = []
let client: ProtocolConnection
/** Called when the server starts to read; the client answers once this is resolved. */
let letRead: () => void
const mayRead = new Promise<void>(resolve => {
  letRead = resolve
})

beforeAll(async () => {
  const [up, down] = [new PassThrough(), new PassThrough()]
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), memoryFileSystem({}))
  client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  client.onRequest(RegistrationRequest.type, () => {})
  client.onNotification(PublishDiagnosticsNotification.type, params => void published.push(params))
  client.onRequest('convolens/readFolder', async ({ uri }: { uri: string }) => {
    await mayRead
    const inside = Object.keys(texts).filter(file => file.startsWith(`${uri}/`))
    return inside.map(file => ({ name: file.slice(uri.length + 1), isFolder: false }))
  })
  client.onRequest('convolens/readFile', ({ uri }: { uri: string }) => texts[uri] ?? null)
  client.listen()
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
  const workspaceFolders = [{ uri: ROOT, name: 'nets' }]
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities, workspaceFolders })
  await client.sendNotification(InitializedNotification.type, {})
  const textDocument = { uri: `${ROOT}/net.ts`, languageId: 'typescript', version: 1, text: NET }
  await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
})

afterAll(() => client.dispose())

async function hover(part: string): Promise<string> {
  const before = NET.slice(0, NET.indexOf(part)).split('\n')
  const position = { line: before.length - 1, character: before.at(-1)!.length }
  const told = await client.sendRequest(HoverRequest.type, { textDocument: { uri: `${ROOT}/net.ts` }, position })
  return (told?.contents as MarkupContent)?.value ?? ''
}

test('answers wait until the files of the folder are read, and no import is told as missing meanwhile', async () => {
  const answer = hover('globalAveragePool2d')
  letRead()
  expect(await answer).toContain('7×7×12')
  expect(published.flatMap(({ diagnostics }) => diagnostics)).toEqual([])
})

test('a file that changes is read again', async () => {
  texts[`${ROOT}/block.ts`] = 'export const block = x => x.conv2d(5, 3)'
  const changes = [{ uri: `${ROOT}/block.ts`, type: FileChangeType.Changed }]
  await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
  await expect.poll(() => hover('globalAveragePool2d')).toContain('7×7×5')
})

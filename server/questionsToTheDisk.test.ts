// What the server asks of the disk, of which each question may take half a second on a network.
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  CodeActionRequest,
  createConnection,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { memoryFileSystem } from './files/memoryFileSystem'
import { notedDisk } from './files/notedDisk'
import { startServer } from './server'

const NET = `import { input, model } from 'convolens'
import { block } from './blocks'
import { gone } from './gone'
const image = input(9, 9, 1)
export default model('net', image, block(image, 4).globalAveragePool2d())`
const texts: Record<string, string> = {
  '/w/package.json': '{ "name": "nets" }',
  '/w/tsconfig.json': '{}',
  '/w/net.ts': NET,
  '/w/blocks/index.ts': 'export const block = (x, filters) => x.conv2d(filters, 3)',
}
const uri = 'file:///w/net.ts'
const questions: string[] = []
let client: ProtocolConnection
let version = 1
let findingsOf: (version: number) => void = () => {}

beforeAll(async () => {
  const [up, down] = [new PassThrough(), new PassThrough()]
  const disk = notedDisk(memoryFileSystem(texts), questions)
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), disk)
  client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  client.onRequest(RegistrationRequest.type, () => {})
  client.onNotification(PublishDiagnosticsNotification.type, told => told.uri === uri && findingsOf(told.version ?? 0))
  client.listen()
  const capabilities = { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }
  const workspaceFolders = [{ uri: 'file:///w', name: 'w' }]
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities, workspaceFolders })
  await client.sendNotification(InitializedNotification.type, {})
})

afterAll(() => client.dispose())

/** What was asked since the last time, once all that an editor asks of the document is answered and its findings are told. */
async function askedMeanwhile(act: () => Promise<void>): Promise<string[]> {
  const told = new Promise<void>(resolve => {
    const wanted = version
    findingsOf = toldVersion => toldVersion === wanted && resolve()
  })
  await act()
  const textDocument = { uri }
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
  await client.sendRequest(InlayHintRequest.type, { textDocument, range })
  await client.sendRequest(HoverRequest.type, { textDocument, position: { line: 4, character: 62 } })
  await client.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } })
  await told
  return questions.splice(0)
}

function edit(text: string): () => Promise<void> {
  version++
  return () =>
    client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    })
}

test('to open a file: what its folders hold, and the text of what it imports, once each', async () => {
  const textDocument = { uri, languageId: 'typescript', version, text: NET }
  const open = () => client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument })
  expect((await askedMeanwhile(open)).sort()).toEqual(
    [
      ...['directoryExists /w', 'list /w', 'list /w/blocks', 'realPath /w'],
      ...['readFile /w/blocks/index.ts', 'readFile /w/tsconfig.json'],
    ].sort(),
  )
})

test('to edit it: nothing', async () => {
  expect(await askedMeanwhile(edit(NET.replace('9, 9', '12, 12')))).toEqual([])
})

test('to import something else that is not there: nothing', async () => {
  expect(await askedMeanwhile(edit(`import './nothing'\nimport './blocks/nothing'\n${NET}`))).toEqual([])
})

test('when a file appears: what its folder holds now', async () => {
  texts['/w/blocks/other.ts'] = 'export const other = 1'
  const change = edit(`${NET}\n`)
  const appears = async () => {
    const changes = [{ uri: 'file:///w/blocks/other.ts', type: FileChangeType.Created }]
    await client.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
    await change()
  }
  expect(await askedMeanwhile(appears)).toEqual(['list /w/blocks'])
})

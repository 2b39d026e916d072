import { PassThrough } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver'
import {
  CodeLensRequest,
  CompletionRequest,
  createConnection,
  DefinitionRequest,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InitializeRequest,
  PrepareRenameRequest,
  RenameRequest,
  SignatureHelpRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { memoryFileSystem } from './files/memoryFileSystem'
import { startServer } from './server'

const NET = `import { input, model, type Tensor } from 'convolens'
const block = (x: Tensor, filters: number) =>
  x
    .conv2d(filters, 3, { padding: 'same' })
    .add(x.conv2d(filters, 1))
const image = input(8, 8, 4)
const x = block(image, 8).dropout(0.5).conv2d(8, 3, { name: 'last' })
export default model('net', image, x.globalAveragePool2d())
`
const uri = 'file:///work/net.ts'
const textDocument = { uri }
let connection: ProtocolConnection

beforeAll(async () => {
  const [up, down] = [new PassThrough(), new PassThrough()]
  startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), memoryFileSystem({}))
  connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up))
  connection.listen()
  const folders = [{ uri: 'file:///work', name: 'work' }]
  const options = { commands: true }
  await connection.sendRequest(InitializeRequest.type, {
    ...{ processId: null, rootUri: null, capabilities: {} },
    ...{ workspaceFolders: folders, initializationOptions: options },
  })
  const document = { uri, languageId: 'typescript', version: 1, text: NET }
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: document })
})

/** The place of the `$0` in a stretch of the program. */
function at(marked: string) {
  const offset = NET.indexOf(marked.replace('$0', '')) + marked.indexOf('$0')
  const lines = NET.slice(0, offset).split('\n')
  return { textDocument, position: { line: lines.length - 1, character: lines.at(-1)!.length } }
}

function textAt({ start, end }: { start: Place; end: Place }): string {
  const offset = ({ line, character }: Place) => NET.split('\n').slice(0, line).join('\n').length + 1 + character
  return NET.slice(offset(start), offset(end))
}

interface Place {
  readonly line: number
  readonly character: number
}

test('go to: from a merge to its branches', async () => {
  const found = await connection.sendRequest(DefinitionRequest.type, at('.a$0dd('))
  expect([found].flat().map(place => textAt((place as { range: Parameters<typeof textAt>[0] }).range))).toEqual([
    "conv2d(filters, 3, { padding: 'same' })",
    'conv2d(filters, 1)',
  ])
})

test('rename: a layer where its name is written', async () => {
  const place = at("'la$0st'")
  expect(await connection.sendRequest(PrepareRenameRequest.type, place)).not.toBeNull()
  const edit = await connection.sendRequest(RenameRequest.type, { ...place, newName: 'final' })
  expect(edit?.changes?.[uri].map(({ range, newText }) => `${textAt(range)} → ${newText}`)).toEqual(['last → final'])
  expect(await connection.sendRequest(PrepareRenameRequest.type, at('drop$0out'))).toBeNull()
})

test('completion and signature help', async () => {
  const found = await connection.sendRequest(CompletionRequest.type, at("{ $0name: 'last'"))
  const labels = (Array.isArray(found) ? found : (found?.items ?? [])).map(({ label }) => label)
  expect(labels).toEqual(expect.arrayContaining(['padding', 'strides']))
  expect(labels).not.toContain('name')
  const help = await connection.sendRequest(SignatureHelpRequest.type, at('dropout($00.5)'))
  expect(help?.signatures[0].label).toMatch(/^dropout\(rate/)
})

test('symbols, folding and lenses', async () => {
  const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })
  expect(symbols?.map(({ name }) => name)).toEqual(expect.arrayContaining(['block', 'net']))
  const folds = await connection.sendRequest(FoldingRangeRequest.type, { textDocument })
  expect(folds?.map(({ startLine }) => startLine)).toContain(1)
  const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument })
  expect(lenses?.map(({ command }) => command?.title)).toEqual(
    expect.arrayContaining(['Visualize', 'Architecture', 'Summary']),
  )
})

test('what the side bar and the summary show', async () => {
  const outline = await connection.sendRequest('convolens/outline', { uri })
  expect(outline).toMatchObject([{ label: 'net' }])
  expect(await connection.sendRequest('convolens/summary', { uri, model: 'net' })).toMatch(/^layer +output/m)
  expect(await connection.sendRequest('convolens/summary', { uri, model: 'other' })).toBeNull()
})

test('what coding agents ask', async () => {
  const ask = (question: object) => connection.sendRequest<string>('convolens/tool', { uri, ...question })
  // (3·3·4 + 1)·8 + (4 + 1)·8 + (3·3·8 + 1)·8 = 296 + 40 + 584.
  const summary = JSON.parse(await ask({ tool: 'summary' }))
  expect(summary.models[0].parameters).toEqual({ trainable: 920, nonTrainable: 0 })
  expect(JSON.parse(await ask({ tool: 'check' }))).toMatchObject([
    { rule: 'dropout-between-convolutions', range: { start: { line: 7 } } },
  ])
  const { position } = at('dro$0pout')
  const told = await ask({ tool: 'layerAt', line: position.line + 1, column: position.character + 1 })
  expect(told).toMatch(/\*\*dropout\*\*/)
})

test('what the commands ask', async () => {
  const ask = (name: string, request: object) => connection.sendRequest<object>(`convolens/${name}`, request)
  const model = { uri, model: 'net' }
  expect(await ask('zoo', {})).toContainEqual(expect.objectContaining({ name: 'resNet' }))
  expect(await ask('compare', { before: { zoo: 'leNet5' }, after: model })).toMatchObject({
    text: expect.stringContaining('# leNet5 → net'),
  })
  expect(await ask('newModel', { name: 'leNet5', settings: [] })).toMatchObject({
    text: expect.stringContaining('LeNet-5'),
  })
  expect(await ask('export', { model, to: 'pytorch' })).toMatchObject({
    text: expect.stringContaining('class Network(nn.Module)'),
  })
  expect(await ask('exportJob', { model, format: 'onnx' })).toMatchObject({ job: { kind: 'weights', format: 'onnx' } })
  expect(await ask('import', { text: '[]', file: 'model.json' })).toEqual({
    problem: 'the file describes no layers model',
  })
})

import { PassThrough } from 'node:stream'
import {
  createConnection,
  createProtocolConnection,
  ErrorCodes,
  LogMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import { memoryFileSystem } from '../../server/files/memoryFileSystem'
import { startServer } from '../../server/server'
import { damageValue } from './damageValue'
import type { FuzzKind } from './fuzzKind'
import { mutateProgram } from './mutateProgram'
import type { Random } from './random'
import { seedPrograms } from './seedPrograms'

const REQUESTS = [
  ...['hover', 'inlayHint', 'codeAction', 'codeLens', 'definition', 'documentSymbol', 'foldingRange', 'completion'],
  ...['signatureHelp', 'prepareRename', 'rename'],
].map(name => `textDocument/${name}`)
const OWN = ['outline', 'summary', 'graph', 'zoo', 'compare', 'newModel', 'export', 'import'].map(
  name => `convolens/${name}`,
)

/** Rows of messages to the language server: out of order, damaged, of documents that are not open, cancelled. */
export const sessions: FuzzKind = {
  async start() {
    const seeds = seedPrograms()
    const names = Object.keys(seeds).filter(name => !name.startsWith('zoo/'))
    const texts = Object.values(seeds)
    const disk = Object.fromEntries(names.map(name => [`/w/${name}`, seeds[name]!]))
    const [there, back] = [new PassThrough(), new PassThrough()]
    startServer(createConnection(new StreamMessageReader(there), new StreamMessageWriter(back)), memoryFileSystem(disk))
    const client = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there))
    const log: string[] = []
    client.onNotification(LogMessageNotification.type, ({ message }) => log.push(message))
    client.listen()
    const workspaceFolders = [{ uri: 'file:///w', name: 'w' }]
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders })
    await client.sendNotification('initialized', {})
    return {
      async try(random) {
        const row = Array.from({ length: 3 + random.below(10) }, () => message(names, seeds, texts, random))
        const input = row.map(({ method, params }) => `${method} ${JSON.stringify(params)}`).join('\n')
        log.length = 0
        const failures: string[] = []
        await Promise.all(
          row.map(async ({ method, params, isRequest, isDamaged }) => {
            if (!isRequest) return client.sendNotification(method, params as object)
            const refused = (error: Error & { code?: number }) => {
              // Refusals and cancellations are answers too; what was asked in the wrong form may fail.
              if (!isDamaged && error.code === ErrorCodes.InternalError) failures.push(`${method}: ${error.message}`)
            }
            await client.sendRequest(method, params as object).catch(refused)
          }),
        )
        // Nothing is left open for the next case, and it still answers.
        for (const uri of urisOf(row)) await client.sendNotification('textDocument/didClose', { textDocument: { uri } })
        await client.sendRequest('textDocument/hover', {
          textDocument: { uri: 'file:///w/none.ts' },
          position: { line: 0, character: 0 },
        })
        const [fault] = [
          ...failures,
          ...log.filter(line => / failed: /.test(line) && !row.some(each => each.isDamaged)),
        ]
        return { input, fault: fault?.split('\n').slice(0, 3).join(' | ') }
      },
      async end() {
        await client.sendRequest(ShutdownRequest.type)
        client.dispose()
        there.destroy()
        back.destroy()
      },
    }
  },
}

/** The documents that a row may have opened. */
function urisOf(row: readonly Message[]): Set<string> {
  const uris = row.map(({ params }) => (params as { textDocument?: { uri?: unknown } } | null)?.textDocument?.uri)
  return new Set(uris.filter(uri => typeof uri === 'string'))
}

interface Message {
  readonly method: string
  readonly params: unknown
  readonly isRequest: boolean
  readonly isDamaged: boolean
}

function message(
  names: readonly string[],
  seeds: Readonly<Record<string, string>>,
  texts: readonly string[],
  random: Random,
): Message {
  const name = random.pick(names)
  const uri = random.chance(0.05)
    ? random.pick(['untitled:Untitled-1', 'file:///w/%ZZ.ts', 'git:/w/a.ts', '', 'file:///w'])
    : `file:///w/${name}`
  const position = () => ({ line: random.below(40), character: random.below(80) })
  const textDocument = { uri }
  const text = random.chance(0.5) ? seeds[name]! : mutateProgram(seeds[name]!, texts, random)
  const range = { start: position(), end: position() }
  const change = random.chance(0.4) ? { text } : { range, text: random.pick(['x', '', '.relu()', '(', '\n']) }
  const notifications: Record<string, object> = {
    'textDocument/didOpen': {
      textDocument: { uri, languageId: random.pick(['typescript', 'javascript', 'html', 'json']), version: 1, text },
    },
    'textDocument/didChange': { textDocument: { uri, version: random.below(9) }, contentChanges: [change] },
    'textDocument/didClose': { textDocument },
    'workspace/didChangeWatchedFiles': { changes: [{ uri, type: 1 + random.below(3) }] },
    'workspace/didChangeConfiguration': { settings: {} },
    '$/cancelRequest': { id: random.below(50) },
  }
  const isRequest = random.chance(0.55)
  const method = random.pick(isRequest ? [...REQUESTS, ...OWN.slice(0, 4)] : Object.keys(notifications))
  const asked = {
    textDocument,
    uri,
    position: position(),
    range,
    newName: 'renamed',
    model: 'net',
    context: { diagnostics: [] },
  }
  const params = isRequest ? asked : notifications[method]!
  const isDamaged = random.chance(0.1)
  return { method, params: isDamaged ? damageValue(params, random) : params, isRequest, isDamaged }
}

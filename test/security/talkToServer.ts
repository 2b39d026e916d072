import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  CodeActionRequest,
  CompletionRequest,
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  InlayHintRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const LANGUAGES: Readonly<Record<string, string>> = { ts: 'typescript', js: 'javascript', html: 'html' }

/** Opens files of a folder in a server process, asks all that an editor asks, waits for the findings, and ends it. */
export async function talkToServer(
  server: ChildProcess,
  folder: string,
  files: readonly string[],
): Promise<Record<string, { hints: readonly unknown[]; findings: readonly unknown[] }>> {
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout!),
    new StreamMessageWriter(server.stdin!),
  )
  const uriOf = (file: string) => pathToFileURL(join(folder, file)).href
  const told = new Map<string, (findings: readonly unknown[]) => void>()
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => told.get(uri)?.(diagnostics))
  connection.listen()
  const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: 'workspace' }]
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders,
  })
  await connection.sendNotification(InitializedNotification.type, {})
  const answers: Awaited<ReturnType<typeof talkToServer>> = {}
  for (const file of files) {
    const textDocument = { uri: uriOf(file) }
    const text = readFileSync(join(folder, file), 'utf8')
    const findings = new Promise<readonly unknown[]>(resolve => told.set(textDocument.uri, resolve))
    const languageId = LANGUAGES[file.split('.').at(-1)!]!
    await connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { ...textDocument, languageId, version: 1, text },
    })
    const lines = text.split('\n')
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } }
    const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range })
    await connection.sendRequest(DocumentSymbolRequest.type, { textDocument })
    await connection.sendRequest('convolens/graph', { uri: textDocument.uri })
    await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } })
    for (const line of lines.keys()) {
      const position = { line, character: Math.floor(lines[line]!.length / 2) }
      await connection.sendRequest(HoverRequest.type, { textDocument, position })
      await connection.sendRequest(CompletionRequest.type, { textDocument, position })
    }
    answers[file] = { hints: (hints ?? []).map(({ label }) => label), findings: await findings }
  }
  await connection.sendRequest(ShutdownRequest.type)
  await connection.sendNotification(ExitNotification.type)
  await new Promise(resolve => server.once('exit', resolve))
  return answers
}

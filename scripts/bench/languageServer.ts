import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import protocol from 'vscode-languageserver/node.js'

/** `npm run bench` runs in the repository's root. */
const SERVER = resolve('dist/server.js')

/** The built language server in a process of its own, with one document open in it. Needs a build. */
export class LanguageServer {
  private version = 0
  private text = ''
  private heard: (version: number) => void = () => {}
  private readonly uri: string

  private constructor(
    private readonly child: ChildProcess,
    private readonly connection: protocol.ProtocolConnection,
    file: string,
  ) {
    this.uri = pathToFileURL(file).href
    connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, version }: { uri: string; version: number }) => {
        if (uri === this.uri) this.heard(version)
      },
    )
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null))
    connection.onRequest('client/registerCapability', () => null)
    connection.onRequest('workspace/inlayHint/refresh', () => null)
    connection.listen()
  }

  /** Starts the server in a folder and opens a file of it. */
  static async start(folder: string, file: string): Promise<LanguageServer> {
    const child = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = protocol
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout!),
      new StreamMessageWriter(child.stdin!),
    )
    const server = new LanguageServer(child, connection, file)
    const rootUri = pathToFileURL(folder).href
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'project' }],
      capabilities: { textDocument: { publishDiagnostics: {}, inlayHint: {}, hover: { contentFormat: ['markdown'] } } },
    })
    void connection.sendNotification('initialized', {})
    server.text = readFileSync(file, 'utf8')
    void connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: server.uri, languageId: 'typescript', version: 0, text: server.text },
    })
    return server
  }

  /** The server's bytes of memory that are in use. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024
  }

  /** Types: the document has another text, of which the server is told only what changed. */
  change(text: string): Promise<void> {
    const shorter = Math.min(text.length, this.text.length)
    let start = 0
    while (start < shorter && text[start] === this.text[start]) start++
    let end = 0
    while (end < shorter - start && text.at(-1 - end) === this.text.at(-1 - end)) end++
    const range = { start: this.place(start), end: this.place(this.text.length - end) }
    const contentChanges = [{ range, text: text.slice(start, text.length - end) }]
    this.text = text
    this.version++
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.version },
      contentChanges,
    })
  }

  /** The findings of the text as it is now, once the server tells them. */
  diagnostics(): Promise<void> {
    return new Promise(resolve => {
      this.heard = version => version === this.version && resolve()
    })
  }

  /** Types, and waits for the findings of what was typed. */
  async diagnosticsOf(text: string): Promise<void> {
    const told = this.diagnostics()
    await this.change(text)
    await told
  }

  /** The hints of the whole document. */
  async hints(): Promise<void> {
    const range = { start: { line: 0, character: 0 }, end: this.place(this.text.length) }
    const hints: unknown[] | null = await this.connection.sendRequest('textDocument/inlayHint', {
      textDocument: { uri: this.uri },
      range,
    })
    if (!hints?.length) throw new Error('the server gave no hints')
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown')
    await this.connection.sendNotification('exit')
    this.connection.dispose()
  }

  private place(offset: number): { line: number; character: number } {
    const before = this.text.slice(0, offset).split('\n')
    return { line: before.length - 1, character: before.at(-1)!.length }
  }
}

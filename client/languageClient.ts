import type * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import type { Graph } from '../webview/protocol'

const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact']

/** What the server says of a document's models; ranges as the protocol counts them. */
export interface DocumentGraphs {
  readonly models: readonly DocumentModel[]
  readonly at?: { readonly model: number; readonly layers: readonly string[] }
  readonly problems: readonly { readonly severity?: number; readonly message: string }[]
}

export interface DocumentModel {
  readonly name: string
  readonly graph: Graph
  readonly range: vscode.Range
  readonly sites: readonly { readonly layer: string; readonly uri: string; readonly range: vscode.Range }[]
  readonly notRunnable?: string
}

/** Whether a document is one that the server reads. */
export function isModelDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return LANGUAGES.includes(languageId) && (uri.scheme === 'file' || uri.scheme === 'untitled')
}

/** The client of our language server, a Node process of the editor's. */
export function createLanguageClient(context: vscode.ExtensionContext): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc }
  const documentSelector = LANGUAGES.flatMap(language => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ])
  return new LanguageClient('convolens', 'Convolens', { run: server, debug: server }, { documentSelector })
}

/** Asks for the graphs of a document's models and what is at a position. */
export function documentGraphs(
  client: LanguageClient,
  uri: vscode.Uri,
  position?: vscode.Position,
): Promise<DocumentGraphs> {
  return client.sendRequest('convolens/graph', { uri: uri.toString(), position })
}

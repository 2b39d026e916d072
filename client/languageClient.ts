import type * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import type { FileGraphs } from './graphs'

const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'html']

/** Whether a document is one that the server reads. */
export function isModelDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return LANGUAGES.includes(languageId) && (uri.scheme === 'file' || uri.scheme === 'untitled')
}

/** The client of our language server, a Node process of the editor's. */
export function createLanguageClient(context: vscode.ExtensionContext): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc }
  const documentSelector = [
    ...LANGUAGES.flatMap(language => [
      { scheme: 'file', language },
      { scheme: 'untitled', language },
    ]),
    { scheme: 'file', pattern: '**/convolens.config.json' },
  ]
  return new LanguageClient(
    'convolens',
    'Convolens',
    { run: server, debug: server },
    {
      documentSelector,
      initializationOptions: { commands: true },
      markdown: { isTrusted: { enabledCommands: ['convolens.visualizeLayer', 'convolens.showSummary'] } },
    },
  )
}

/** Asks for the graphs of an open document's models and what is at a position; null where the server cannot say. */
export function documentGraphs(
  client: LanguageClient,
  uri: vscode.Uri,
  position?: vscode.Position,
): Promise<FileGraphs | null> {
  return client.sendRequest('convolens/graph', { uri: uri.toString(), position })
}

import * as vscode from 'vscode'
import { type BaseLanguageClient, ErrorCodes, type LanguageClientOptions, ResponseError } from 'vscode-languageclient'
import type { FileGraphs } from './graphs'
import type { KeptServer } from './keptServer'

const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'html']

/** Where documents come from: the disk, nowhere yet, or wherever the folders of the workspace are. */
function schemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? []
  return [...new Set(['file', 'untitled', ...folders.map(({ uri }) => uri.scheme)])]
}

/** Whether a document is one that the server reads. */
export function isModelDocument({ languageId, uri }: vscode.TextDocument): boolean {
  return LANGUAGES.includes(languageId) && schemes().includes(uri.scheme)
}

/** What a client of our language server wants, wherever that runs. */
export function clientOptions(server: KeptServer): LanguageClientOptions {
  const documentSelector = schemes().flatMap(scheme => [
    ...LANGUAGES.map(language => ({ scheme, language })),
    { scheme, pattern: '**/convolens.config.json' },
  ])
  return {
    documentSelector,
    initializationOptions: { commands: true },
    errorHandler: server,
    // Told by the server's keeper.
    initializationFailedHandler: () => false,
    markdown: { isTrusted: { enabledCommands: ['convolens.visualizeLayer', 'convolens.showSummary'] } },
  }
}

/** Asks for the graphs of an open document's models and what is at a position; null where the server cannot say. */
export function documentGraphs(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  position?: vscode.Position,
): Promise<FileGraphs | null> {
  return client.sendRequest('convolens/graph', { uri: uri.toString(), position })
}

/** Whether a request failed because no server runs, or because it ended before it answered. */
export function isServerGone(error: unknown): boolean {
  const codes: readonly number[] = [ErrorCodes.ConnectionInactive, ErrorCodes.PendingResponseRejected]
  return error instanceof ResponseError && codes.includes(error.code)
}

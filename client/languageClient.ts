import * as vscode from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { FileGraphs } from './graphs'
import { serverEnds } from './serverEnds'

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

/** What a client of our language server wants, wherever that runs; `startAgain` starts one that stays off. */
export function clientOptions(startAgain: () => void): LanguageClientOptions {
  const documentSelector = schemes().flatMap(scheme => [
    ...LANGUAGES.map(language => ({ scheme, language })),
    { scheme, pattern: '**/convolens.config.json' },
  ])
  return {
    documentSelector,
    initializationOptions: { commands: true },
    errorHandler: serverEnds(startAgain),
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

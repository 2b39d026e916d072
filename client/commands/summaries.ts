import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** Which model a lens, a hover or the tree means. */
export interface ModelPlace {
  readonly uri: string
  readonly model: string
}

const SCHEME = 'convolens-summary'

/** "Summary" of a model: the table of its layers in a read-only editor beside the code. */
export class Summaries implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>()
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this)
  readonly onDidChange = this.changed.event

  constructor(private readonly client: BaseLanguageClient) {}

  async show({ uri, model }: ModelPlace): Promise<void> {
    const address = vscode.Uri.from({ scheme: SCHEME, path: `/${model}.txt`, query: JSON.stringify({ uri, model }) })
    this.changed.fire(address)
    const document = await vscode.workspace.openTextDocument(address)
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true })
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const { uri, model } = JSON.parse(query) as ModelPlace
    await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
    const text = await this.client.sendRequest<string | null>('convolens/summary', { uri, model })
    return text ?? vscode.l10n.t('The file makes no model {0} now.', model)
  }

  dispose(): void {
    this.registration.dispose()
    this.changed.dispose()
  }
}

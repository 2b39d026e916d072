import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { isPanelState } from '../../webview/protocol'
import { type DocumentModel, documentGraphs } from '../languageClient'
import { ActivationsPanel } from './activationsPanel'

/** Every open panel: one a model, told of edits and of the cursor, and restored after a reload of the window. */
export class ActivationsPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly viewType = 'convolens.activations'

  private readonly panels = new Set<ActivationsPanel>()
  private readonly listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const panel of this.panels) panel.edited(document.uri)
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      for (const panel of this.panels) void panel.cursorMoved(textEditor.document.uri, selections[0].active)
    }),
  )

  constructor(
    private readonly extension: vscode.Uri,
    private readonly client: LanguageClient,
  ) {}

  /** Opens the model's panel beside the editor, or brings it to the front. */
  async open(uri: vscode.Uri, model: DocumentModel, layers: readonly string[]): Promise<void> {
    const known = [...this.panels].find(panel => panel.shows(uri, model.name))
    if (known) {
      known.reveal()
      await known.show(model, layers)
      return
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }
    const options = { ...this.options(), retainContextWhenHidden: true }
    const window = vscode.window.createWebviewPanel(ActivationsPanels.viewType, titleOf(model.name), column, options)
    await this.adopt(window, uri, model.name).show(model, layers)
  }

  async deserializeWebviewPanel(window: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (!isPanelState(state)) {
      window.dispose()
      return
    }
    window.webview.options = this.options()
    const uri = vscode.Uri.parse(state.uri)
    const panel = this.adopt(window, uri, state.model)
    await vscode.workspace.openTextDocument(uri).then(
      () => panel.update(),
      () => panel.outdate(`${uri.fsPath} cannot be opened.`),
    )
  }

  dispose(): void {
    this.listeners.dispose()
    for (const panel of this.panels) panel.dispose()
  }

  private adopt(window: vscode.WebviewPanel, uri: vscode.Uri, model: string): ActivationsPanel {
    const graphs = (position?: vscode.Position) => documentGraphs(this.client, uri, position)
    const panel = new ActivationsPanel(window, this.extension, uri, model, graphs)
    this.panels.add(panel)
    window.onDidDispose(() => this.panels.delete(panel))
    return panel
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] }
  }
}

function titleOf(model: string): string {
  return `Convolens: ${model}`
}

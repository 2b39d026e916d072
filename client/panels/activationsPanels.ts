import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { isPanelState, type ShownDefect, type Tab } from '../../webview/protocol'
import { documentGraphs, isModelDocument, isServerGone } from '../languageClient'
import { ActivationsPanel, type MakeEngine, titleOf } from './activationsPanel'

/** Every open panel: one a model, told of edits and of the cursor, and restored after a reload of the window. */
export class ActivationsPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly viewType = 'convolens.activations'

  private readonly panels = new Set<ActivationsPanel>()
  private readonly listeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // The model may rest on any file, so an edit anywhere may change it.
      if (isModelDocument(document)) this.updateSoon()
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      for (const panel of this.panels) panel.cursorMoved(textEditor.document.uri, selections[0].active)
    }),
  )

  constructor(
    private readonly extension: vscode.Uri,
    private readonly client: BaseLanguageClient,
    private readonly memory: vscode.Memento,
    private readonly makeEngine: MakeEngine | undefined,
  ) {}

  /** Opens the model's panel beside the editor, or brings it to the front; at a layer or a view, where one is given. */
  open(uri: vscode.Uri, model: string, { layer, tab }: { layer?: string; tab?: Tab } = {}): void {
    const panel = this.panelOf(uri, model)
    if (layer !== undefined) panel.selectLayer(layer)
    if (tab !== undefined) panel.showTab(tab)
  }

  /** Shows what a defect does, in the panel of the model that has it. */
  showDefect(uri: vscode.Uri, model: string, defect: ShownDefect): void {
    this.panelOf(uri, model).showDefect(defect)
  }

  private panelOf(uri: vscode.Uri, model: string): ActivationsPanel {
    const known = [...this.panels].find(panel => panel.shows(uri, model))
    if (known) {
      known.reveal()
      return known
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }
    const options = { ...this.options(), retainContextWhenHidden: true }
    const window = vscode.window.createWebviewPanel(ActivationsPanels.viewType, titleOf(model), column, options)
    return this.adopt(window, uri, model)
  }

  async deserializeWebviewPanel(window: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (!isPanelState(state)) {
      window.dispose()
      return
    }
    window.webview.options = this.options()
    this.adopt(window, vscode.Uri.parse(state.uri), state.model, true)
  }

  /** Shows all models as the code makes them now. */
  updateSoon(): void {
    for (const panel of this.panels) panel.updateSoon()
  }

  dispose(): void {
    this.listeners.dispose()
    for (const panel of this.panels) panel.dispose()
  }

  private adopt(window: vscode.WebviewPanel, uri: vscode.Uri, model: string, restored = false): ActivationsPanel {
    const graphs = () =>
      documentGraphs(this.client, uri).catch((error: unknown) => {
        if (!isServerGone(error)) throw error
        throw new Error(vscode.l10n.t('the language server of Convolens does not run'))
      })
    const panel = new ActivationsPanel(
      window,
      this.extension,
      uri,
      model,
      graphs,
      this.memory,
      this.makeEngine,
      restored,
    )
    this.panels.add(panel)
    window.onDidDispose(() => this.panels.delete(panel))
    return panel
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')] }
  }
}

import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { ShownDefect, Tab } from '../webview/protocol'
import { addToProject } from './commands/addToProject'
import { compareModels } from './commands/compareModels'
import { exportModel } from './commands/exportModel'
import { importModel } from './commands/importModel'
import { newModel } from './commands/newModel'
import { type ModelPlace, Summaries } from './commands/summaries'
import { visualizeActivations } from './commands/visualizeActivations'
import type { RunJob } from './jobs'
import type { KeptServer } from './keptServer'
import { isServerGone } from './languageClient'
import { registerLanguageModelTools } from './languageModelTools'
import type { MakeEngine } from './panels/activationsPanel'
import { ActivationsPanels } from './panels/activationsPanels'
import { BackendsPanel } from './panels/backendsPanel'
import { ModelTree } from './views/modelTree'
import { readForServer } from './workspaceFiles'

/**
 * Starts all that the extension does in the desktop's extension host and in the browser's alike. `processes` are absent
 * where none can be started.
 */
export function startExtension(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  server: KeptServer,
  processes?: { readonly makeEngine: MakeEngine; readonly runJob: RunJob },
): void {
  const { makeEngine, runJob } = processes ?? {}
  const panels = new ActivationsPanels(context.extensionUri, client, context.workspaceState, makeEngine)
  const backends = new BackendsPanel(context.extensionUri, makeEngine)
  const summaries = new Summaries(client)
  const tree = new ModelTree(client)
  /** A command that asks the server. */
  const registerCommand = <Given extends unknown[]>(command: string, run: (...given: Given) => unknown) =>
    vscode.commands.registerCommand(command, async (...given: Given) => {
      if (server.isOff) server.offerStart()
      else await tellingOfItsEnd(() => run(...given))
    })
  context.subscriptions.push(
    server,
    panels,
    backends,
    summaries,
    tree,
    readForServer(client),
    registerLanguageModelTools(client),
    vscode.commands.registerCommand('convolens.addToProject', () =>
      addToProject(context.extensionUri, makeEngine !== undefined),
    ),
    registerCommand('convolens.revealLayer', () => tree.reveal()),
    registerCommand('convolens.visualizeActivations', () => visualizeActivations(client, panels)),
    // For links of hovers, lenses and the tree, which name the model: the palette has visualizeActivations.
    vscode.commands.registerCommand(
      'convolens.visualizeLayer',
      ({ uri, model, ...at }: ModelPlace & { layer?: string; tab?: Tab }) =>
        panels.open(vscode.Uri.parse(uri), model, at),
    ),
    // For the quick fixes of findings that can be shown.
    vscode.commands.registerCommand('convolens.showDefect', ({ uri, model, ...defect }: ModelPlace & ShownDefect) =>
      panels.showDefect(vscode.Uri.parse(uri), model, defect),
    ),
    registerCommand('convolens.showSummary', (place: ModelPlace) => summaries.show(place)),
    registerCommand('convolens.compareModels', () => compareModels(client)),
    registerCommand('convolens.newModel', () => newModel(client)),
    registerCommand('convolens.exportModel', () => exportModel(client, context.globalStorageUri, runJob)),
    registerCommand('convolens.importModel', () => importModel(client, context.globalStorageUri, runJob)),
    vscode.commands.registerCommand('convolens.showBackends', () => backends.show()),
    vscode.commands.registerCommand('convolens.restartServer', () => server.restart()),
    vscode.window.registerWebviewPanelSerializer(ActivationsPanels.viewType, panels),
  )
  const update = () => {
    tree.updateSoon()
    panels.updateSoon()
  }
  server.onStart(update)
  // A file on the disk is another one, or a slow disk has told what it holds.
  context.subscriptions.push(client.onNotification('convolens/changed', update))
  server.keep(client)
  // Nobody waits for it: what asks the server meanwhile is answered once it runs.
  void server.start()
}

/** Runs what asks the server; where that ends before it answers, says so. */
async function tellingOfItsEnd(run: () => unknown): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!isServerGone(error)) throw error
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The language server of Convolens ended before it answered. Try again.'),
    )
  }
}

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
export async function startExtension(
  context: vscode.ExtensionContext,
  client: BaseLanguageClient,
  processes?: { readonly makeEngine: MakeEngine; readonly runJob: RunJob },
): Promise<void> {
  const { makeEngine, runJob } = processes ?? {}
  const panels = new ActivationsPanels(context.extensionUri, client, context.workspaceState, makeEngine)
  const backends = new BackendsPanel(context.extensionUri, makeEngine)
  const summaries = new Summaries(client)
  const tree = new ModelTree(client)
  context.subscriptions.push(
    panels,
    backends,
    summaries,
    tree,
    readForServer(client),
    registerLanguageModelTools(client),
    vscode.commands.registerCommand('convolens.addToProject', () =>
      addToProject(context.extensionUri, makeEngine !== undefined),
    ),
    vscode.commands.registerCommand('convolens.revealLayer', () => tree.reveal()),
    vscode.commands.registerCommand('convolens.visualizeActivations', () => visualizeActivations(client, panels)),
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
    vscode.commands.registerCommand('convolens.showSummary', (place: ModelPlace) => summaries.show(place)),
    vscode.commands.registerCommand('convolens.compareModels', () => compareModels(client)),
    vscode.commands.registerCommand('convolens.newModel', () => newModel(client)),
    vscode.commands.registerCommand('convolens.exportModel', () =>
      exportModel(client, context.globalStorageUri, runJob),
    ),
    vscode.commands.registerCommand('convolens.importModel', () =>
      importModel(client, context.globalStorageUri, runJob),
    ),
    vscode.commands.registerCommand('convolens.showBackends', () => backends.show()),
    vscode.window.registerWebviewPanelSerializer(ActivationsPanels.viewType, panels),
  )
  await client.start()
  tree.updateSoon(0)
}

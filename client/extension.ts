import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { compareModels } from './commands/compareModels'
import { exportModel, importModel, newModel } from './commands/convertModels'
import { installTensorFlow } from './commands/installTensorFlow'
import { type ModelPlace, Summaries } from './commands/summaries'
import { visualizeActivations } from './commands/visualizeActivations'
import { createLanguageClient } from './languageClient'
import { ActivationsPanels } from './panels/activationsPanels'
import { ModelTree } from './views/modelTree'

let client: LanguageClient | undefined

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  client = createLanguageClient(context)
  const panels = new ActivationsPanels(context.extensionUri, client)
  const summaries = new Summaries(client)
  const tree = new ModelTree(client)
  context.subscriptions.push(
    panels,
    summaries,
    tree,
    vscode.commands.registerCommand('convolens.revealLayer', () => tree.reveal()),
    vscode.commands.registerCommand('convolens.visualizeActivations', () => visualizeActivations(client!, panels)),
    // For links of hovers, lenses and the tree, which name the model: the palette has visualizeActivations.
    vscode.commands.registerCommand(
      'convolens.visualizeLayer',
      ({ uri, model, layer }: ModelPlace & { layer?: string }) => panels.open(vscode.Uri.parse(uri), model, layer),
    ),
    vscode.commands.registerCommand('convolens.showSummary', (place: ModelPlace) => summaries.show(place)),
    vscode.commands.registerCommand('convolens.compareModels', () => compareModels(client!)),
    vscode.commands.registerCommand('convolens.newModel', () => newModel(client!)),
    vscode.commands.registerCommand('convolens.exportModel', () => exportModel(client!)),
    vscode.commands.registerCommand('convolens.importModel', () => importModel(client!)),
    vscode.commands.registerCommand('convolens.installTensorFlow', installTensorFlow),
    vscode.window.registerWebviewPanelSerializer(ActivationsPanels.viewType, panels),
  )
  await client.start()
  tree.updateSoon(0)
}

export async function deactivate(): Promise<void> {
  await client?.stop()
}

import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { installTensorFlow } from './commands/installTensorFlow'
import { visualizeActivations } from './commands/visualizeActivations'
import { createLanguageClient } from './languageClient'
import { ActivationsPanels } from './panels/activationsPanels'

let client: LanguageClient | undefined

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  client = createLanguageClient(context)
  const panels = new ActivationsPanels(context.extensionUri, client)
  context.subscriptions.push(
    panels,
    vscode.commands.registerCommand('convolens.visualizeActivations', () => visualizeActivations(client!, panels)),
    vscode.commands.registerCommand('convolens.installTensorFlow', installTensorFlow),
    vscode.window.registerWebviewPanelSerializer(ActivationsPanels.viewType, panels),
  )
  await client.start()
}

export async function deactivate(): Promise<void> {
  await client?.stop()
}

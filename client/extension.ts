import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { installTensorFlow } from './commands/installTensorFlow'
import { engineMaker } from './engineMaker'
import { jobRunner } from './jobRunner'
import { KeptServer } from './keptServer'
import { clientOptions } from './languageClient'
import { startExtension } from './startExtension'

let client: LanguageClient | undefined

/** In an extension host that is a Node process: the server and TensorFlow for Node run in processes of their own. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const program = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc }
  const server = new KeptServer()
  client = new LanguageClient('convolens', 'Convolens', { run: program, debug: program }, clientOptions(server))
  context.subscriptions.push(vscode.commands.registerCommand('convolens.installTensorFlow', installTensorFlow))
  const runJob = jobRunner(context.asAbsolutePath('dist/process.js'))
  startExtension(context, client, server, { makeEngine: engineMaker(context.extensionUri), runJob })
  // The browser's extension host has no terminal to install in.
  await vscode.commands.executeCommand('setContext', 'convolens.hasTerminal', true)
}

export async function deactivate(): Promise<void> {
  await client?.stop()
}

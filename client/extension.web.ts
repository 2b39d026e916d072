import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { KeptServer } from './keptServer'
import { clientOptions } from './languageClient'
import { startExtension } from './startExtension'

let client: LanguageClient | undefined

/** In an extension host that is a worker of the browser: the server is another worker, and the panel runs every network. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const worker = new Worker(await addressOf(vscode.Uri.joinPath(context.extensionUri, 'dist/server.web.js')))
  const server = new KeptServer()
  client = new LanguageClient('convolens', 'Convolens', clientOptions(server), worker)
  startExtension(context, client, server)
}

export async function deactivate(): Promise<void> {
  await client?.stop()
}

/** What a worker may start from: an address of the web; of an extension that is elsewhere, a copy of the script. */
async function addressOf(script: vscode.Uri): Promise<string> {
  if (/^https?$/.test(script.scheme)) return script.toString(true)
  const bytes = Uint8Array.from(await vscode.workspace.fs.readFile(script))
  return URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }))
}

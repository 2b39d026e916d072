import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** A source file of a network is smaller by far. */
const MOST_BYTES = 2 * 1024 * 1024

/** Reads for the server what is not on its disk: folders and files of a workspace in the browser. */
export function readForServer(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest('convolens/readFolder', async ({ uri }: { uri: string }) => {
      const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri))
      return entries.map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }))
    }),
    client.onRequest('convolens/readFile', async ({ uri }: { uri: string }) => {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))
      return bytes.length > MOST_BYTES ? null : new TextDecoder().decode(bytes)
    }),
  )
}

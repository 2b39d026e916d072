import * as vscode from 'vscode'
import type { ExtensionCalls } from '../../webview/protocol'

/** Asks where to, beside the model at first, and writes a file there; nothing where the user thinks better of it. */
export async function saveFile(
  beside: vscode.Uri,
  { name, data }: ExtensionCalls['saveFile']['request'],
): Promise<object> {
  // Names of networks may hold what names of files may not.
  const safe = name.replace(/[^\p{L}\p{N}._ -]+/gu, '-')
  const extension = safe.slice(safe.lastIndexOf('.') + 1)
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(beside, '..', safe),
    filters: { [extension.toUpperCase()]: [extension] },
  })
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, data)
  return {}
}

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
  if (uri !== undefined) await writeWhole(uri, data)
  return {}
}

/** Writes a file whole or not at all: where the disk is full, what stood there before still does. */
async function writeWhole(uri: vscode.Uri, data: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace
  const part = uri.with({ path: `${uri.path}.part` })
  try {
    await fs.writeFile(part, data)
    await fs.rename(part, uri, { overwrite: true })
  } catch (error) {
    await fs.delete(part).then(undefined, () => {})
    throw new NotWritten(uri.path, error instanceof Error ? error.message : String(error))
  }
}

class NotWritten extends Error {
  readonly action = vscode.l10n.t('Make room there, or save it elsewhere.')

  constructor(file: string, why: string) {
    super(vscode.l10n.t('{0} cannot be written: {1}', file, why))
  }
}

import { l10n, window, workspace } from 'vscode'
import { type ExtensionCalls, type Failure, fileSizeProblem, type ImageFile } from '../../webview/protocol'

/** Lets the user pick pictures and reads them. */
export async function openImages(): Promise<ExtensionCalls['openImages']['result']> {
  const filters = { [l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'] }
  const chosen = await window.showOpenDialog({ canSelectMany: true, filters, title: l10n.t('Images for the network') })
  const images: ImageFile[] = []
  const refused: Failure[] = []
  for (const uri of chosen ?? []) {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1)
    try {
      const problem = fileSizeProblem(name, (await workspace.fs.stat(uri)).size)
      if (problem === undefined) images.push({ name, bytes: new Uint8Array(await workspace.fs.readFile(uri)) })
      else refused.push(problem)
    } catch {
      refused.push({
        message: l10n.t('{0} cannot be read', name),
        action: l10n.t('Check that the file is there and may be read.'),
      })
    }
  }
  return { images, refused }
}

import * as vscode from 'vscode'
import { placeInFolders } from './placeInFolders'

/**
 * Refuses a file of weights that lies in no folder that is open: a model names its weights, and must not name any file of the
 * machine. A model file outside all folders may name files beside and below it. Until the user trusts the workspace, symbolic
 * links are not followed either.
 */
export async function checkWeightsPlace(modelFile: vscode.Uri, weights: vscode.Uri): Promise<void> {
  const open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri)
  const isOpened = vscode.workspace.getWorkspaceFolder(modelFile) !== undefined
  const folders = isOpened ? open : [vscode.Uri.joinPath(modelFile, '..')]
  const same = folders.filter(({ scheme, authority }) => scheme === weights.scheme && authority === weights.authority)
  const place = placeInFolders(
    weights.path,
    same.map(({ path }) => path),
  )
  if (!place) throw new WeightsElsewhere(vscode.l10n.t('{0} lies outside the workspace', weights.path))
  if (vscode.workspace.isTrusted) return
  for (let count = 1; count <= place.steps.length; count++) {
    const uri = weights.with({ path: [place.folder.replace(/\/$/, ''), ...place.steps.slice(0, count)].join('/') })
    const { type } = await vscode.workspace.fs.stat(uri)
    if (type & vscode.FileType.SymbolicLink)
      throw new WeightsElsewhere(vscode.l10n.t('{0} is a symbolic link in a workspace that is not trusted', uri.path))
  }
}

class WeightsElsewhere extends Error {
  readonly action = vscode.l10n.t('Put the weights into the workspace, or open the folder that holds them too.')
}

import * as vscode from 'vscode'
import { failureOf, type ShownWeights, shardPaths } from '../../webview/protocol'
import { checkWeightsPlace } from './checkWeightsPlace'

/** More is not handed to a panel at once: the editor copies every message. */
const MAX_MEGABYTES = 512

/**
 * The weights that a model names, relative to the file that makes the model: a single file, or TensorFlow.js's model.json
 * and the binary files that stand beside it. What cannot be read is told, with the file's name and what helps.
 */
export async function readWeights(modelFile: vscode.Uri, path: string | undefined): Promise<ShownWeights> {
  if (path === undefined) return { status: 'none' }
  const weightsUri = vscode.Uri.joinPath(modelFile, '..', path)
  let file = path
  try {
    await checkWeightsPlace(modelFile, weightsUri)
    if (!/\.json$/i.test(path)) {
      const { size } = await vscode.workspace.fs.stat(weightsUri)
      if (size > MAX_MEGABYTES * 1024 * 1024) throw new TooLarge(file)
      const data = Uint8Array.from(await vscode.workspace.fs.readFile(weightsUri)).buffer
      return { status: 'read', file: path, files: { file: path, data } }
    }
    const manifest = new TextDecoder().decode(await vscode.workspace.fs.readFile(weightsUri))
    const shards: Record<string, ArrayBuffer> = {}
    let bytes = 0
    for (const shard of shardPaths(manifest)) {
      file = shard
      const uri = vscode.Uri.joinPath(weightsUri, '..', shard)
      await checkWeightsPlace(modelFile, uri)
      bytes += (await vscode.workspace.fs.stat(uri)).size
      if (bytes > MAX_MEGABYTES * 1024 * 1024) throw new TooLarge(file)
      // A copy of its own: the file system's buffer may be part of a larger one.
      shards[shard] = Uint8Array.from(await vscode.workspace.fs.readFile(uri)).buffer
    }
    return { status: 'read', file: path, files: { manifest, shards } }
  } catch (error) {
    return { status: 'unreadable', file, failure: explain(file, error) }
  }
}

class TooLarge extends Error {
  readonly action = vscode.l10n.t('Use a smaller model, or save the weights quantised.')

  constructor(file: string) {
    super(vscode.l10n.t('with {0} the weights are larger than {1} MB', file, MAX_MEGABYTES))
  }
}

function explain(file: string, error: unknown) {
  if (error instanceof vscode.FileSystemError) {
    return {
      message: vscode.l10n.t('{0} cannot be read: {1}', file, error.code),
      action: vscode.l10n.t('Check the path in the model’s weights option.'),
    }
  }
  return failureOf(error)
}

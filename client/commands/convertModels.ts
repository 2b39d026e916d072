import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { pickModel } from './pickModel'
import { showText, type TextAnswer } from './showText'
import { pickNetwork } from './zooNetwork'

const TARGETS = [
  { label: 'Keras 3', to: 'keras', language: 'python' },
  { label: 'PyTorch', to: 'pytorch', language: 'python' },
  { label: 'TensorFlow.js', to: 'tfjs', language: 'typescript' },
]

/** "New Model from Architecture…": a network of the zoo as a program to go on from. */
export async function newModel(client: BaseLanguageClient): Promise<void> {
  const network = await pickNetwork(client, vscode.l10n.t('New model from architecture'))
  if (!network) return
  await showText(await client.sendRequest<TextAnswer>('convolens/newModel', network), 'typescript')
}

/** "Export Model…": the model at the cursor as a program for another library. */
export async function exportModel(client: BaseLanguageClient): Promise<void> {
  const model = await pickModel(client)
  if (!model) return
  const target = await vscode.window.showQuickPick(TARGETS, {
    title: vscode.l10n.t('Export {0} to', model.model),
  })
  if (!target) return
  await showText(
    await client.sendRequest<TextAnswer>('convolens/export', { model, to: target.to }),
    target.language,
    true,
  )
}

/** "Import Model…": a saved model as a program in the builder's words, which names the file for its weights. */
export async function importModel(client: BaseLanguageClient): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import a saved model'),
      filters: { 'model.json': ['json'] },
    })) ?? []
  if (!file) return
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file))
  const weights = file.path.split('/').at(-1)
  await showText(await client.sendRequest<TextAnswer>('convolens/import', { text, weights }), 'typescript')
}

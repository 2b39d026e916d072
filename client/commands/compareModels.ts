import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { documentGraphs } from '../languageClient'
import { type PickedModel, pickModel } from './pickModel'
import { showText, type TextAnswer } from './showText'
import { pickNetwork } from './zooNetwork'

const AGAINST = {
  commit: vscode.l10n.t('The last commit (git HEAD)'),
  file: vscode.l10n.t('Another model of this file'),
  zoo: vscode.l10n.t('A network of the zoo'),
}

/** "Compare Models": the model at the cursor against that of the last commit, another of the file, or one of the zoo. */
export async function compareModels(client: BaseLanguageClient): Promise<void> {
  const model = await pickModel(client)
  if (!model) return
  const title = vscode.l10n.t('Compare {0} with', model.model)
  const chosen = await vscode.window.showQuickPick(Object.values(AGAINST), { title })
  if (chosen === undefined) return
  const before = await counterpart(chosen, model, client)
  if (!before) return
  await showText(await client.sendRequest<TextAnswer>('convolens/compare', { before, after: model }), 'markdown', true)
}

async function counterpart(
  chosen: string,
  model: PickedModel,
  client: BaseLanguageClient,
): Promise<object | undefined> {
  if (chosen === AGAINST.commit) {
    const text = await committedText(vscode.Uri.parse(model.uri))
    if (text !== undefined) return { ...model, text }
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The file is not in the last commit of a git repository that the editor knows.'),
    )
    return undefined
  }
  if (chosen === AGAINST.zoo) {
    const network = await pickNetwork(client, vscode.l10n.t('Compare with'))
    return network && { zoo: network.name, settings: network.settings }
  }
  const graphs = await documentGraphs(client, vscode.Uri.parse(model.uri))
  const others = (graphs?.models ?? []).map(({ name }) => name).filter(name => name !== model.model)
  const name = await vscode.window.showQuickPick(others, {
    title: vscode.l10n.t('Compare with'),
    placeHolder: vscode.l10n.t('Models of this file'),
  })
  return name === undefined ? undefined : { uri: model.uri, model: name }
}

/** What the editor's own git extension offers of a repository. */
interface GitApi {
  getRepository(uri: vscode.Uri): { show(ref: string, path: string): Promise<string> } | null
}

async function committedText(uri: vscode.Uri): Promise<string | undefined> {
  const git = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git')
  try {
    const api = (await git?.activate())?.getAPI(1)
    return await api?.getRepository(uri)?.show('HEAD', uri.fsPath)
  } catch {
    return undefined
  }
}

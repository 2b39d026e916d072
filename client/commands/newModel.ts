import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { showText, type TextAnswer } from './showText'
import { pickNetwork } from './zooNetwork'

/** "New Model from Architecture…": a network of the zoo as a program to go on from. */
export async function newModel(client: BaseLanguageClient): Promise<void> {
  const network = await pickNetwork(client, vscode.l10n.t('New model from architecture'))
  if (!network) return
  await showText(await client.sendRequest<TextAnswer>('convolens/newModel', network), 'typescript')
}

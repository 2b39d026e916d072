import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { documentGraphs, isModelDocument } from '../languageClient'

/** A model of an open document. */
export interface PickedModel {
  readonly uri: string
  readonly model: string
}

/** The model at the cursor, else the file's only one, else the one the user picks; tells why where there is none. */
export async function pickModel(client: BaseLanguageClient): Promise<PickedModel | undefined> {
  const editor = vscode.window.activeTextEditor
  if (!editor || !isModelDocument(editor.document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a TypeScript or JavaScript file that makes a model first.'),
    )
    return undefined
  }
  const uri = editor.document.uri.toString()
  const graphs = await documentGraphs(client, editor.document.uri, editor.selection.active)
  const models = graphs?.models ?? []
  if (models.length === 0) {
    void vscode.window.showWarningMessage(vscode.l10n.t('The file makes no model.'))
    return undefined
  }
  if (graphs?.at) return { uri, model: models[graphs.at.model].name }
  const [only] = models
  const name = models.length === 1 ? only.name : await vscode.window.showQuickPick(models.map(model => model.name))
  return name === undefined ? undefined : { uri, model: name }
}

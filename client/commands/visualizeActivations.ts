import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type ModelGraph, whyNotShown } from '../graphs'
import { documentGraphs, isModelDocument } from '../languageClient'
import type { ActivationsPanels } from '../panels/activationsPanels'
import { textOfReason } from '../textOfReason'

/**
 * "Visualize Activations": opens the panel for the model at the cursor, else for the file's only one, else for the one
 * the user picks.
 */
export async function visualizeActivations(client: BaseLanguageClient, panels: ActivationsPanels): Promise<void> {
  const editor = vscode.window.activeTextEditor
  if (!editor || !isModelDocument(editor.document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a TypeScript or JavaScript file that makes a model first.'),
    )
    return
  }
  const { document, selection } = editor
  const graphs = await documentGraphs(client, document.uri, selection.active)
  if (graphs === null) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} could not be analysed. Reload the window and try again.', fileName(document.uri)),
    )
    return
  }
  const { models, at } = graphs
  if (models.length === 0) {
    const reason = graphs.problems.length > 0 ? whyNotShown(graphs, undefined) : undefined
    const help =
      reason === undefined
        ? vscode.l10n.t("A model is made by model(name, inputs, outputs) of the package 'convolens'.")
        : textOfReason(reason)
    const none = vscode.l10n.t('{0} makes no model.', fileName(document.uri))
    void vscode.window.showWarningMessage(`${none} ${help}`)
    return
  }
  const model = at ? models[at.model] : models.length === 1 ? models[0] : await pick(models)
  if (!model) return
  panels.open(document.uri, model.name)
}

async function pick(models: readonly ModelGraph[]): Promise<ModelGraph | undefined> {
  const items = models.map(model => ({
    label: model.name,
    description: vscode.l10n.t('line {0}, {1} layers', model.range.start.line + 1, model.graph.layers.length),
    model,
  }))
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which model?') }))?.model
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path
}

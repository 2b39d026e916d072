import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { type DocumentModel, documentGraphs, isModelDocument } from '../languageClient'
import type { ActivationsPanels } from '../panels/activationsPanels'

/** The protocol counts severities from 1. */
const ERROR = 1

/**
 * "Visualize Activations": opens the panel for the model at the cursor, else for the file's only one, else for the one
 * the user picks.
 */
export async function visualizeActivations(client: LanguageClient, panels: ActivationsPanels): Promise<void> {
  const editor = vscode.window.activeTextEditor
  if (!editor || !isModelDocument(editor.document)) {
    void vscode.window.showInformationMessage('Open a TypeScript or JavaScript file that makes a model first.')
    return
  }
  const { document, selection } = editor
  const { models, at, problems } = await documentGraphs(client, document.uri, selection.active)
  if (models.length === 0) {
    const error = problems.find(({ severity }) => severity === ERROR)
    const reason = error ? `: ${error.message}` : '. A model is made by model(name, inputs, outputs).'
    void vscode.window.showWarningMessage(`${fileName(document.uri)} makes no model${reason}`)
    return
  }
  const model = at ? models[at.model] : models.length === 1 ? models[0] : await pick(models)
  if (!model) return
  if (model.notRunnable !== undefined) {
    void vscode.window.showWarningMessage(`${model.name} cannot be run: ${model.notRunnable}.`)
    return
  }
  await panels.open(document.uri, model, at?.layers ?? [])
}

async function pick(models: readonly DocumentModel[]): Promise<DocumentModel | undefined> {
  const items = models.map(model => ({
    label: model.name,
    description: `line ${model.range.start.line + 1}, ${model.graph.layers.length} layers`,
    model,
  }))
  return (await vscode.window.showQuickPick(items, { title: 'Which model?' }))?.model
}

function fileName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path
}

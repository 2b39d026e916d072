import * as vscode from 'vscode'

/** What the server answers to a command: a text to show, or why there is none. */
export type TextAnswer = { readonly text: string } | { readonly problem: string }

/** Opens the text of an answer beside the code, unsaved; or tells why there is none. */
export async function showText(answer: TextAnswer, language: string, beside = false): Promise<void> {
  if ('problem' in answer) {
    void vscode.window.showErrorMessage(`${answer.problem}.`)
    return
  }
  const document = await vscode.workspace.openTextDocument({ language, content: answer.text })
  await vscode.window.showTextDocument(document, { viewColumn: beside ? vscode.ViewColumn.Beside : undefined })
}

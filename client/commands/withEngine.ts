import * as vscode from 'vscode'
import type { RunJob } from '../jobs'

/**
 * Has the engine do a job while a notification shows it and lets the user cancel. Resolves to the result; to undefined where
 * the user cancelled, or where nothing came of it, which is told.
 */
export async function withEngine<Result>(title: string, job: object, runJob: RunJob): Promise<Result | undefined> {
  const controller = new AbortController()
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => controller.abort())
      return runJob(job, controller.signal)
    },
  )
  if (controller.signal.aborted) return undefined
  if ('result' in answer) return answer.result as Result
  const { message, action } = answer.error
  void vscode.window.showErrorMessage(`${message}. ${action}`)
  return undefined
}

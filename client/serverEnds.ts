import * as vscode from 'vscode'
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient'

/** So often within so many milliseconds the server is started again by itself. */
const MOST_ENDS = 5
const SPAN = 3 * 60 * 1000
/** Messages in a row that may fail before the connection counts as broken. */
const MOST_FAILURES = 3

/**
 * What becomes of a language server that ends: it is started again, and told of the documents that are open, up to five times
 * within three minutes. One that ends more often stays off, and the user is told so, with the way to start it.
 */
export function serverEnds(startAgain: () => void): ErrorHandler {
  let ends: number[] = []
  return {
    error: (_error, _message, count = 1) => ({
      action: count <= MOST_FAILURES ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed(): CloseHandlerResult {
      const now = Date.now()
      ends = [...ends.filter(time => now - time < SPAN), now]
      if (ends.length <= MOST_ENDS) return { action: CloseAction.Restart }
      ends = []
      void offer(startAgain)
      return { action: CloseAction.DoNotRestart, handled: true }
    },
  }
}

async function offer(startAgain: () => void): Promise<void> {
  const start = vscode.l10n.t('Start Again')
  const what = vscode.l10n.t(
    'The language server of Convolens ended {0} times within three minutes and stays off: no shapes, findings or hovers.',
    MOST_ENDS + 1,
  )
  if ((await vscode.window.showErrorMessage(what, start)) === start) startAgain()
}

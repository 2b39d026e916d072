import { l10n } from 'vscode'
import type { Reason } from './graphs'

/** The reason for people. What the language server says of the code stays in English, as its findings do. */
export function textOfReason(reason: Reason): string {
  switch (reason.kind) {
    case 'error':
      return l10n.t('Line {0}: {1}.', reason.line, reason.message)
    case 'notRunnable':
      return l10n.t('The network cannot be run: {0}.', reason.message)
    case 'missing':
      return l10n.t('The file makes no such model.')
  }
}

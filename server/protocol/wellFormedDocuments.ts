import type {
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  NotificationHandler,
  TextDocuments,
} from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'

type DocumentConnection = Parameters<TextDocuments<TextDocument>['listen']>[0]

/**
 * What a client tells of its documents, where that is what the protocol has it tell. Anything else is logged and counts as
 * not said: a text that is none would otherwise fail every request that rests on it from then on.
 */
export function wellFormedDocuments(connection: Connection): DocumentConnection {
  return {
    onDidOpenTextDocument: handler => connection.onDidOpenTextDocument(checked('didOpen', isOpening, handler)),
    onDidChangeTextDocument: handler => connection.onDidChangeTextDocument(checked('didChange', isChange, handler)),
    onDidCloseTextDocument: handler => connection.onDidCloseTextDocument(checked('didClose', namesDocument, handler)),
    onWillSaveTextDocument: handler => connection.onWillSaveTextDocument(handler),
    onWillSaveTextDocumentWaitUntil: handler => connection.onWillSaveTextDocumentWaitUntil(handler),
    onDidSaveTextDocument: handler => connection.onDidSaveTextDocument(handler),
  }

  function checked<T>(
    notification: string,
    isWellFormed: (params: Loose<T>) => boolean,
    handler: NotificationHandler<T>,
  ): NotificationHandler<T> {
    return params => {
      if (isWellFormed(params as Loose<T>)) return handler(params)
      connection.console.error(`${notification} of the client is malformed, and is passed over`)
    }
  }
}

/** What may stand in the place of a message. */
type Loose<T> = T extends object ? { readonly [key in keyof T]?: Loose<T[key]> } | null | undefined : unknown

function namesDocument(params: Loose<DidCloseTextDocumentParams>): boolean {
  return typeof params?.textDocument?.uri === 'string'
}

function isOpening(params: Loose<DidOpenTextDocumentParams>): boolean {
  const { text, languageId, version } = params?.textDocument ?? {}
  return namesDocument(params) && typeof text === 'string' && typeof languageId === 'string' && isWhole(version)
}

function isChange(params: Loose<DidChangeTextDocumentParams>): boolean {
  const changes: unknown = params?.contentChanges
  return (
    namesDocument(params) && isWhole(params?.textDocument?.version) && Array.isArray(changes) && changes.every(isEdit)
  )
}

function isEdit(change: { text?: unknown; range?: { start?: unknown; end?: unknown } | null } | null): boolean {
  if (typeof change?.text !== 'string') return false
  return !('range' in change) || (isPosition(change.range?.start) && isPosition(change.range?.end))
}

function isPosition(value: unknown): boolean {
  const { line, character } = (value ?? {}) as { line?: unknown; character?: unknown }
  return isWhole(line) && isWhole(character)
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

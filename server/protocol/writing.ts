import {
  type CompletionItem,
  CompletionItemKind,
  ErrorCodes,
  InsertTextFormat,
  type Position,
  type Range,
  ResponseError,
  type SignatureHelp,
  type WorkspaceEdit,
} from 'vscode-languageserver'
import type { Analysis } from '../analysis'
import { completion } from '../features/completion'
import { rename, renameSpan } from '../features/rename'
import { signatureHelp } from '../features/signatureHelp'
import { uriOf } from '../files/address'
import { offsetAt, rangeOf } from './places'

const itemKinds = {
  layer: CompletionItemKind.Snippet,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
} as const

export function completionsAt(analysis: Analysis, position: Position, snippets: boolean): CompletionItem[] {
  return completion(analysis, offsetAt(analysis, position)).map(
    ({ label, kind, detail, documentation, span, text }, index) => ({
      label,
      kind: itemKinds[kind],
      detail,
      documentation: { kind: 'markdown', value: documentation },
      // In the order of the list: what fits best is first.
      sortText: kind === 'value' ? String(index).padStart(3, '0') : undefined,
      filterText: kind === 'layer' ? label.slice(0, label.indexOf('(')) : label,
      insertTextFormat: kind === 'layer' && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: {
        range: rangeOf(span, analysis.sourceFile),
        newText: kind === 'layer' && !snippets ? label.slice(0, label.indexOf('(')) : text,
      },
    }),
  )
}

export function signatureAt(analysis: Analysis, position: Position): SignatureHelp | null {
  const help = signatureHelp(analysis, offsetAt(analysis, position))
  if (!help) return null
  const parameters = help.parameters.map(({ label: [start, end], documentation }) => ({
    label: [start, end] as [number, number],
    documentation: { kind: 'markdown' as const, value: documentation },
  }))
  return {
    signatures: [{ label: help.label, documentation: help.documentation, parameters }],
    activeSignature: 0,
    activeParameter: help.active,
  }
}

export function renameRangeAt(analysis: Analysis, position: Position): Range | null {
  const span = renameSpan(analysis, offsetAt(analysis, position))
  return span ? rangeOf(span, analysis.sourceFile) : null
}

export function renamedAt(analysis: Analysis, position: Position, name: string): WorkspaceEdit | ResponseError | null {
  const edits = rename(analysis, offsetAt(analysis, position), name)
  if (typeof edits === 'string') return new ResponseError(ErrorCodes.InvalidRequest, edits)
  const changes = edits.map(({ span, text }) => ({ range: rangeOf(span, analysis.sourceFile), newText: text }))
  return { changes: { [uriOf(analysis.file)]: changes } }
}

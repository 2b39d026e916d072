import type ts from 'typescript'
import type { Position, Range } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analysis } from '../analysis'
import type { Span } from '../span'

/** Where the protocol's lines and columns are in the text that was analysed. */
export function offsetAt({ sourceFile }: Analysis, position: Position): number {
  return lines(sourceFile).offsetAt(position)
}

/** The stretch of the text that a range covers. */
export function spanOf(analysis: Analysis, { start, end }: Range): Span {
  return { start: offsetAt(analysis, start), end: offsetAt(analysis, end) }
}

/** The lines and columns of a stretch of a text. */
export function rangeOf({ start, end }: Span, sourceFile: ts.SourceFile): Range {
  const document = lines(sourceFile)
  return { start: document.positionAt(start), end: document.positionAt(end) }
}

const known = new WeakMap<ts.SourceFile, TextDocument>()

/** The lines of the text that was analysed, as the protocol counts them. */
function lines(sourceFile: ts.SourceFile): TextDocument {
  const seen = known.get(sourceFile)
  if (seen) return seen
  const document = TextDocument.create(sourceFile.fileName, '', 0, sourceFile.text)
  known.set(sourceFile, document)
  return document
}

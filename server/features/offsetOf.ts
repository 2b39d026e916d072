import type ts from 'typescript'

/** The offset of a line and a column that count from 1, a column behind the line's end at its end; undefined behind the last line. */
export function offsetOf(sourceFile: ts.SourceFile, line: number, column: number): number | undefined {
  const starts = sourceFile.getLineStarts()
  const start = starts[line - 1]
  if (start === undefined) return undefined
  const end = starts[line] ?? sourceFile.text.length
  return Math.min(start + Math.max(0, column - 1), end)
}

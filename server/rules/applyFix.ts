import type { Fix } from '../analysis'

/** The text with a fix's edits made; throws where two overlap. */
export function applyFix(code: string, { edits }: Fix): string {
  let text = code
  let limit = code.length
  for (const { span, text: inserted } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    if (span.start > span.end || span.end > limit) throw new Error('edits overlap')
    text = text.slice(0, span.start) + inserted + text.slice(span.end)
    limit = span.start
  }
  return text
}

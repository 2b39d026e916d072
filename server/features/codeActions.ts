import type { Analysis, Finding, Fix } from '../analysis'
import type { Span } from '../span'
import { diagnostics } from './diagnostics'

/** The fixes of every finding that the given stretch of the text touches, in the order of the text. */
export function codeActions(analysis: Analysis, span: Span): { fix: Fix; finding: Finding }[] {
  const touched = diagnostics(analysis).filter(({ span: { start, end } }) => start <= span.end && span.start <= end)
  return touched.flatMap(finding => finding.fixes.map(fix => ({ fix, finding })))
}

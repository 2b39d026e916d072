import type { Analysis, Fix } from '../analysis'
import type { Configuration } from '../configuration/configuration'
import { applyFix } from '../rules/applyFix'

/** A file that can be tried out with changes: nothing is offered before it was seen to do what it says. */
export interface Editing {
  /** The file's text, which {@link Analysis.sourceFile} was made of. */
  readonly text: string
  readonly configuration: Configuration
  /** What the file would yield with another text. */
  analyse(text: string): Analysis
}

/** The text with edits made, and what it then yields; undefined where edits overlap. */
export function tryOut(
  edits: Fix['edits'],
  { text, analyse }: Editing,
): { text: string; analysis: Analysis } | undefined {
  if (overlap(edits)) return undefined
  const changed = applyFix(text, { title: '', edits })
  return { text: changed, analysis: analyse(changed) }
}

/** Whether two edits are about the same stretch; the same insertion twice is one too many. */
export function overlap(edits: Fix['edits']): boolean {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return sorted.some(({ span }, index) => {
    const before = sorted[index - 1]?.span
    return before !== undefined && (span.start < before.end || (span.start === before.start && span.end === before.end))
  })
}

import type { Analysis, Fix } from '../analysis'
import type { Configuration } from '../configuration/configuration'
import { applyFix } from '../rules/applyFix'
import { StepTime } from '../stepTime'

/** A file that can be tried out with changes: nothing is offered before it was seen to do what it says. */
export interface Editing {
  /** The file's text, which {@link Analysis.sourceFile} was made of. */
  readonly text: string
  readonly configuration: Configuration
  /** What the file would yield with another text; undefined where there is no time left to see. */
  analyse(text: string): Analysis | undefined
}

/** The same for one request, in which changes are tried out for no longer than half a second: the rest is not offered. */
export function forOneRequest(editing: Editing, time = new StepTime(MOST_MILLISECONDS)): Editing {
  return { ...editing, analyse: text => (time.begin() ? editing.analyse(text) : undefined) }
}

const MOST_MILLISECONDS = 500

/** Whether the evaluation ended before the file does: what a change brings to the whole is then not known. */
export function isCutShort({ problems }: Analysis): boolean {
  return problems.some(({ rule }) => rule === 'runaway-evaluation')
}

/** The text with edits made, and what it then yields; undefined where edits overlap, or where there is no time to see. */
export function tryOut(
  edits: Fix['edits'],
  { text, analyse }: Editing,
): { text: string; analysis: Analysis } | undefined {
  if (overlap(edits)) return undefined
  const changed = applyFix(text, { title: '', edits })
  const analysis = analyse(changed)
  return analysis && { text: changed, analysis }
}

/** Whether two edits are about the same stretch; the same insertion twice is one too many. */
export function overlap(edits: Fix['edits']): boolean {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  return sorted.some(({ span }, index) => {
    const before = sorted[index - 1]?.span
    return before !== undefined && (span.start < before.end || (span.start === before.start && span.end === before.end))
  })
}

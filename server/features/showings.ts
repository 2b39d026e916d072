import type { Analysis, Finding } from '../analysis'
import type { Configuration } from '../configuration/configuration'
import type { Span } from '../span'
import { diagnostics } from './diagnostics'

/** What each defect looks like, for a title. */
const SHOWN: Readonly<Record<string, string>> = {
  checkerboard: 'Show me the checkerboard',
  gridding: 'Show me the grid',
  'uneven-padding': 'Show me which border counts for less',
  'window-skips-pixels': 'Show me the pixels that are skipped',
}

/** A finding that can be shown by running its layers, and how that is offered. */
export interface Showing {
  readonly title: string
  readonly finding: Finding
}

/** The findings that a stretch of the text touches and whose layers can be run to show what they do. */
export function showings(analysis: Analysis, span: Span, configuration: Configuration): Showing[] {
  return diagnostics(analysis, configuration)
    .filter(({ shown, span: { start, end } }) => shown !== undefined && start <= span.end && span.start <= end)
    .map(finding => ({ title: SHOWN[finding.rule], finding }))
}

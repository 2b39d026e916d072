import type { Analysis, Finding, Fix } from '../analysis'
import { ignoring } from '../configuration/ignores'
import type { Span } from '../span'
import { diagnostics } from './diagnostics'
import { type Editing, forOneRequest } from './editing'
import { fixAll } from './fixAll'
import { giveValue } from './giveValue'
import { refactorings } from './refactorings'
import { insertContract, insertContracts, updateContracts } from './shapeContracts'

export const ACTION_KINDS = [
  'quickfix',
  'refactor.rewrite',
  'source.fixAll.convolens',
  'source.shapeContracts.convolens',
] as const
export type ActionKind = (typeof ACTION_KINDS)[number]

/** A change of the text that the editor offers. */
export interface Action {
  readonly kind: ActionKind
  readonly title: string
  readonly edits: Fix['edits']
  /** What it mends. */
  readonly finding?: Finding
  /** Whether it is the one to take where there is no doubt. */
  readonly isPreferred?: boolean
}

/**
 * What can be done at a stretch of the text: the fixes of every finding that it touches, ignoring these, the refactorings of the
 * layer it stands in, all safe fixes of the file at once, and its shape contracts. `wanted` says which kinds are asked for.
 */
export function codeActions(
  analysis: Analysis,
  span: Span,
  file: Editing,
  wanted: (kind: ActionKind) => boolean = () => true,
): Action[] {
  const editing = forOneRequest(file)
  const actions: Action[] = []
  if (wanted('quickfix')) actions.push(...quickFixes(analysis, span, editing))
  if (wanted('refactor.rewrite')) {
    const offered = [...refactorings(analysis, span, editing), ...insertContract(analysis, span)]
    for (const fix of offered) actions.push({ ...fix, kind: 'refactor.rewrite' })
  }
  if (wanted('source.fixAll.convolens')) {
    const { text, fixed } = fixAll(analysis, editing)
    const title = `Fix all safe findings (${fixed})`
    if (fixed > 0) actions.push({ kind: 'source.fixAll.convolens', title, edits: [difference(editing.text, text)] })
  }
  if (wanted('source.shapeContracts.convolens')) {
    for (const fix of [insertContracts(analysis), updateContracts(analysis)]) {
      if (fix) actions.push({ ...fix, kind: 'source.shapeContracts.convolens' })
    }
  }
  return actions
}

function quickFixes(analysis: Analysis, span: Span, { configuration }: Editing): Action[] {
  const kind = 'quickfix'
  const touched = diagnostics(analysis, configuration).filter(
    ({ span: { start, end } }) => start <= span.end && span.start <= end,
  )
  const fixes = touched.flatMap(finding =>
    finding.fixes.map(fix => ({ ...fix, kind, finding, isPreferred: finding.fixes.length === 1 }) as const),
  )
  const ignores = touched.flatMap(finding => {
    const fix = finding.rule === 'unused-ignore' ? undefined : ignoring(finding, analysis.sourceFile)
    return fix ? [{ ...fix, kind, finding } as const] : []
  })
  const values = giveValue(analysis, span).map(fix => ({ ...fix, kind }) as const)
  return [...fixes, ...ignores, ...values]
}

/** The one edit that makes a text into another: what both begin and end with is left as it is. */
function difference(before: string, after: string): Fix['edits'][number] {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }
}

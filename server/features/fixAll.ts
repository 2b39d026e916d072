import type { Analysis, Finding, Fix } from '../analysis'
import { diagnostics } from './diagnostics'
import { type Editing, overlap, tryOut } from './editing'

/**
 * The text with every safe fix made, and how many were. Fixes that stand in each other's way are made one after the other; one
 * that does not take its finding away, or brings an error, is not made.
 */
export function fixAll(analysis: Analysis, editing: Editing): { text: string; fixed: number } {
  const refused = new Set<string>()
  let state = { text: editing.text, analysis }
  let fixed = 0
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const wanted = safeFixes(state.analysis, editing).filter(({ finding }) => !refused.has(nameOf(finding)))
    if (wanted.length === 0) break
    const together = compatible(wanted)
    const all = attempt(together, state, editing)
    if (all) {
      state = all
      fixed += together.length
      continue
    }
    for (const one of wanted) {
      const alone = attempt([one], state, editing)
      if (!alone) refused.add(nameOf(one.finding))
      else {
        state = alone
        fixed += 1
        // What else is wanted is now at another place.
        break
      }
    }
  }
  return { text: state.text, fixed }
}

const MOST_PASSES = 50

interface Wanted {
  readonly finding: Finding
  readonly fix: Fix
}

function safeFixes(analysis: Analysis, { configuration }: Editing): Wanted[] {
  return diagnostics(analysis, configuration).flatMap(finding => {
    const fix = finding.fixes.find(({ safe }) => safe)
    return fix ? [{ finding, fix }] : []
  })
}

/** As many as can be made at once, first come first served. */
function compatible(wanted: readonly Wanted[]): Wanted[] {
  const chosen: Wanted[] = []
  for (const one of wanted) {
    if (!overlap([...chosen, one].flatMap(({ fix }) => fix.edits))) chosen.push(one)
  }
  return chosen
}

function attempt(
  wanted: readonly Wanted[],
  state: { text: string; analysis: Analysis },
  editing: Editing,
): { text: string; analysis: Analysis } | undefined {
  const edits = wanted.flatMap(({ fix }) => fix.edits)
  const result = tryOut(edits, { ...editing, text: state.text })
  if (!result) return undefined
  const before = tally(state.analysis, editing)
  const after = tally(result.analysis, editing)
  const gone = new Map<string, number>()
  for (const { finding } of wanted) gone.set(finding.rule, (gone.get(finding.rule) ?? 0) + 1)
  for (const [rule, count] of gone) if ((after.rules.get(rule) ?? 0) > before.rules.get(rule)! - count) return undefined
  return after.errors > before.errors ? undefined : result
}

function tally(analysis: Analysis, { configuration }: Editing): { errors: number; rules: Map<string, number> } {
  const rules = new Map<string, number>()
  let errors = 0
  for (const { rule, severity } of diagnostics(analysis, configuration)) {
    rules.set(rule, (rules.get(rule) ?? 0) + 1)
    if (severity === 'error') errors += 1
  }
  return { errors, rules }
}

function nameOf({ rule, message, span }: Finding): string {
  return `${rule} ${span.start} ${message}`
}

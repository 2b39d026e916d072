import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import type { Analysis, Finding } from '../analysis'
import { recommended, strict } from '../configuration/configuration'
import { diagnostics } from '../features/diagnostics'
import { applyFix } from './applyFix'
import type { Rule } from './rule'

interface Cases {
  /** Code that the rule says nothing of, by what it shows: at least one deliberate use and one unknown. */
  readonly valid: Readonly<Record<string, string>>
  readonly invalid: Readonly<Record<string, InvalidCase>>
}

interface InvalidCase {
  /** Code with a label under each finding of the rule: `//   ^^^^^^ warning: its message`. */
  readonly code: string
  /** What each fix that is offered for the first finding makes of the code, by its title. */
  readonly fixed: Readonly<Record<string, string>>
}

/**
 * Tests a rule: silent on valid code; on invalid code exactly the labelled findings, with exactly the given fixes.
 *
 * Every fix of every finding is applied and the result analysed anew: it has to parse, the finding has to be gone and no
 * error or warning may have come.
 */
export function checkRule(rule: Rule, { valid, invalid }: Cases): void {
  const codes = [...Object.values(valid), ...Object.values(invalid).map(({ code }) => code)].map(code => code.trim())
  if (Object.keys(valid).length < 2 || Object.keys(invalid).length === 0) throw new Error(`${rule.id}: too few cases`)
  if (new Set(codes).size < codes.length) throw new Error(`${rule.id}: one case is given twice`)

  describe(rule.id, () => {
    for (const [name, code] of Object.entries(valid)) {
      test(`silent: ${name}`, () => {
        const analysis = analyseText(code)
        expect(analysis.sites).not.toEqual([])
        expect(
          diagnostics(analysis, profileOf(rule)).filter(
            finding => finding.rule === rule.id || finding.severity === 'error',
          ),
        ).toEqual([])
      })
    }
    for (const [name, { code, fixed }] of Object.entries(invalid)) {
      test(`finds: ${name}`, () => checkInvalid(rule, code, fixed))
    }
  })
}

function checkInvalid(rule: Rule, labelled: string, fixed: Readonly<Record<string, string>>): void {
  const { code, labels } = readLabels(labelled)
  expect(labels).not.toEqual([])
  const analysis = analyseText(code)
  const findings = findingsOf(rule, analysis)
  expect(findings.map(({ span, severity, message }) => ({ ...span, severity, message }))).toEqual(labels)

  for (const [index, finding] of findings.entries()) {
    const results = finding.fixes.map(
      fix => [fix.title, applyFix(PREAMBLE + code, fix).slice(PREAMBLE.length)] as const,
    )
    if (index === 0) {
      const expected = Object.entries(fixed).map(([title, text]) => [title, text.trim()])
      expect(Object.fromEntries(results.map(([title, text]) => [title, text.trim()]))).toEqual(
        Object.fromEntries(expected),
      )
      expect(new Set(results.map(([title]) => title)).size).toBe(results.length)
    }
    for (const [, text] of results) checkMended(rule, analysis, text)
  }
}

function checkMended(rule: Rule, before: Analysis, text: string): void {
  expect(syntaxErrors(text)).toEqual([])
  const after = analyseText(text)
  expect(findingsOf(rule, after)).toHaveLength(findingsOf(rule, before).length - 1)
  // What was found before may now read otherwise: the layers have other numbers, and fewer may be concerned.
  const others = (analysis: Analysis) =>
    diagnostics(analysis).filter(({ rule: id, severity }) => id !== rule.id && GRAVE.has(severity))
  const left = others(before).map(({ rule: id }) => id)
  const added = others(after).filter(({ rule: id }) => {
    const place = left.indexOf(id)
    if (place >= 0) left.splice(place, 1)
    return place < 0
  })
  expect(added).toEqual([])
}

const GRAVE: ReadonlySet<string> = new Set(['error', 'warning'])

function findingsOf(rule: Rule, analysis: Analysis): Finding[] {
  return diagnostics(analysis, profileOf(rule)).filter(finding => finding.rule === rule.id)
}

/** The profile that tells the rule's findings. */
function profileOf(rule: Rule) {
  return rule.strict ? strict : recommended
}

function syntaxErrors(text: string): string[] {
  const { diagnostics: found = [] } = ts.transpileModule(text, { reportDiagnostics: true })
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

interface Label {
  readonly start: number
  readonly end: number
  readonly severity: string
  readonly message: string
}

/** Takes the labels out of the code; each is about the line of code above it. */
function readLabels(labelled: string): { code: string; labels: Label[] } {
  const lines: string[] = []
  const labels: Label[] = []
  let start = 0
  for (const line of labelled.trim().split('\n')) {
    const [, before, carets, severity, message] = /^(\s*\/\/ *)(\^+) (\w+): (.*)$/.exec(line) ?? []
    if (carets === undefined) {
      start = lines.reduce((sum, { length }) => sum + length + 1, 0)
      lines.push(line)
    } else {
      const at = PREAMBLE.length + start + before.length
      labels.push({ start: at, end: at + carets.length, severity, message })
    }
  }
  return { code: lines.join('\n'), labels }
}

import ts from 'typescript'
import type { Graph } from '../../builder/graph'
import { isProblem } from '../../builder/problem'
import { type Analysis, analyse, type Finding } from '../../server/analysis'
import { strict } from '../../server/configuration/configuration'
import { diagnostics, siteAround } from '../../server/features/diagnostics'
import { applyFix } from '../../server/rules/applyFix'
import { modelSource } from '../../server/source/modelSource'
import type { Case } from './corpus'
import { MODEL } from './mutation'

/** What the rules say of one damaged network, beyond what they say of the undamaged one. */
export interface Verdict {
  /** Whether the rule told the damage at its place. */
  readonly isFound: boolean
  /** New warnings and errors at the damaged place, or that follow from the damage, by rule. */
  readonly right: readonly string[]
  /** New warnings and errors that nobody would have expected. */
  readonly wrong: readonly Told[]
  /** Every fix that is offered for the damage, and what is wrong with what it leaves. */
  readonly fixes: readonly { readonly title: string; readonly fault?: string }[]
}

/** A finding, and the layers its place in the text makes, by their names in the undamaged network. */
interface Told {
  readonly rule: string
  readonly severity: Finding['severity']
  readonly message: string
  readonly places: readonly string[]
}

/** Writes the damaged network as a program and judges what all rules find in it. `known` is what they find undamaged. */
export function judge({ mutation, graph, origins, places }: Case, known: ReadonlySet<string>): Verdict {
  const { text, analysis, findings } = analysed(graph)
  const told = findings.map(finding => ({ ...finding, places: placesOf(finding, analysis, origins) }))
  const fresh = told.filter(each => !keysOf(each).some(key => known.has(key)))
  const isAtPlace = (each: Told) => each.places.some(place => places.has(place))
  const expected = fresh.filter(each => each.rule === mutation.rule && (isAtPlace(each) || places.size === 0))
  const grave = fresh.filter(isGrave)
  const isRight = (each: Told) =>
    expected.includes(each as never) || isAtPlace(each) || mutation.consequences?.includes(each.rule) === true
  return {
    isFound: expected.length > 0,
    right: grave.filter(isRight).map(({ rule }) => rule),
    wrong: grave.filter(each => !isRight(each)),
    fixes: expected.flatMap(({ fixes }) =>
      fixes.map(fix => ({ title: fix.title, fault: faultOf(applyFix(text, fix), mutation.rule, findings) })),
    ),
  }
}

/** What the rules say of an undamaged network, as {@link judge} needs it. */
export function knownFindings(graph: Graph): ReadonlySet<string> {
  const { analysis, findings } = analysed(graph)
  const origins = new Map(graph.layers.map(({ name }) => [name, name]))
  return new Set(findings.flatMap(each => keysOf({ ...each, places: placesOf(each, analysis, origins) })))
}

function analysed(graph: Graph) {
  const text = modelSource(graph)
  if (isProblem(text)) throw new Error(text.message)
  const analysis = analysedText(text)
  return { text, analysis, findings: diagnostics(analysis, strict) }
}

function analysedText(text: string): Analysis {
  const sourceFile = ts.createSourceFile('/network.ts', text, ts.ScriptTarget.Latest, true)
  const nothing = { resolve: () => undefined, parse: () => undefined }
  return analyse(sourceFile, nothing, { limits: { milliseconds: 60_000 } })
}

function placesOf({ span }: Finding, analysis: Analysis, origins: ReadonlyMap<string, string>): string[] {
  if (analysis.models.some(model => model.span.start === span.start)) return [MODEL]
  const site = siteAround(analysis, span)
  return site ? site.instances.map(({ name }) => origins.get(name) ?? name) : []
}

function keysOf({ rule, places }: Pick<Told, 'rule' | 'places'>): string[] {
  return places.map(place => `${rule} at ${place}`)
}

function isGrave({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'error' || severity === 'warning'
}

/** What is wrong with a mended text: it does not parse, the finding is still there, or an error has come. */
function faultOf(text: string, rule: string, before: readonly Finding[]): string | undefined {
  const { diagnostics: wrong = [] } = ts.transpileModule(text, { reportDiagnostics: true })
  if (wrong.length > 0) return 'does not parse'
  const after = diagnostics(analysedText(text), strict)
  const count = (findings: readonly Finding[], of: (finding: Finding) => boolean) => findings.filter(of).length
  if (count(after, finding => finding.rule === rule) >= count(before, finding => finding.rule === rule)) {
    return 'the finding is still there'
  }
  const isError = ({ severity }: Finding) => severity === 'error'
  if (count(after, isError) <= count(before, isError)) return undefined
  const error = after.find(each => isError(each) && !before.some(({ message }) => message === each.message))
  return `brings an error: ${error?.message}`
}

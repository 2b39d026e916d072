import ts from 'typescript'
import type { Finding, ModuleFiles } from './analysis'
import { callIn, callLocation, callSpan, callsBehind, spanOf } from './callChain'
import type { Mistake } from './dialects/recording'
import type { EvaluationProblem } from './evaluate/evaluation'

interface Found {
  readonly mistakes: readonly Mistake[]
  readonly evaluation: readonly EvaluationProblem[]
  readonly sourceFile: ts.SourceFile
  readonly modules: ModuleFiles
}

/** What the builder and the evaluation found wrong, as findings in one file. */
export function gatherProblems({ mistakes, evaluation, sourceFile, modules }: Found): Finding[] {
  const { fileName } = sourceFile
  const findings = [
    ...mistakes.flatMap(mistake => ofMistake(mistake, fileName) ?? []),
    ...evaluation.filter(isCertain).flatMap(problem => ofEvaluation(problem, sourceFile, modules) ?? []),
    ...unresolvedImports(sourceFile, modules),
  ]
  const seen = new Set<string>()
  return findings.filter(({ rule, span, message }) => {
    const key = `${rule} ${span.start} ${span.end} ${message}`
    return !seen.has(key) && seen.add(key)
  })
}

/** A mistake in a function of another file is told at the call in this file that led there. */
function ofMistake(mistake: Mistake, file: string): Finding | undefined {
  const { rule, message, node, site, replacement } = mistake
  // What is assumed may not go together with a condition that nobody knows, or be what no caller gives.
  if (site.assuming !== undefined && site.doubtful) return undefined
  const call = callIn(file, mistake)
  if (!call) return undefined
  const callers = callsBehind(mistake)
  const location = { file: site.file, ...spanOf(node) }
  const related =
    call === site
      ? callers.map(caller => ({ location: callLocation(caller), message: 'called from here' }))
      : [{ location, message }]
  const span = call === site ? spanOf(node) : callSpan(call)
  const quote = ts.isStringLiteralLike(node) ? node.getText()[0] : ts.isIdentifier(node) ? '' : undefined
  const isHere = call === site && replacement !== undefined && quote !== undefined
  const text = `${quote}${replacement}${quote}`
  const fixes = isHere ? [{ title: `Use ${replacement}`, edits: [{ span, text }] }] : []
  return { rule, severity: 'error', message, span, related: related.slice(0, MOST_RELATED), fixes }
}

const MOST_RELATED = 8

const evaluationRules = {
  bounds: { rule: 'beyond-bounds', severity: 'information' },
  runaway: { rule: 'runaway-evaluation', severity: 'warning' },
  thrown: { rule: 'uncaught-error', severity: 'warning' },
} as const

/**
 * A function nobody calls may well throw for what is made up in the place of its parameters. One that reads a variable of the
 * module too early may run later than it seems, behind an `await` on something that is not known.
 */
function isCertain({ kind, uncalled, message, node }: EvaluationProblem): boolean {
  if (kind !== 'thrown') return true
  return !uncalled && !(/^Cannot access '.*' before initialization$/.test(message) && isInFunction(node))
}

function isInFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined
}

/** A problem in another file is told at the import that led there. */
function ofEvaluation(
  { kind, message, node, file }: EvaluationProblem,
  sourceFile: ts.SourceFile,
  modules: ModuleFiles,
): Finding | undefined {
  const about = { ...evaluationRules[kind], message, fixes: [] }
  const span = spanOf(node)
  if (file === sourceFile.fileName) return { ...about, span }
  const importing = importsOf(sourceFile).find(({ text }) => modules.resolve(text, sourceFile.fileName) === file)
  return importing && { ...about, span: spanOf(importing), related: [{ location: { file, ...span }, message }] }
}

const SOURCE = /\.(json|[cm]?[jt]sx?)$/
const HAS_EXTENSION = /\.[A-Za-z0-9]+$/

/** Imports of files that do not exist; styles, images and the like are for a bundler to find. */
function unresolvedImports(sourceFile: ts.SourceFile, modules: ModuleFiles): Finding[] {
  const { fileName } = sourceFile
  return importsOf(sourceFile)
    .filter(({ text }) => /^\.\.?(\/|$)/.test(text) && (SOURCE.test(text) || !HAS_EXTENSION.test(text)))
    .filter(({ text }) => modules.resolve(text, fileName) === undefined && !modules.isAwaited?.(text, fileName))
    .map(specifier => ({
      rule: 'unresolved-import',
      severity: 'warning',
      message: `there is no file ${specifier.text} in the workspace; what comes from it is not known`,
      span: spanOf(specifier),
      fixes: [],
    }))
}

function importsOf({ statements }: ts.SourceFile): ts.StringLiteral[] {
  return statements.flatMap(statement => {
    const isImport =
      ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly
    const specifier = isImport || isExport ? statement.moduleSpecifier : undefined
    return specifier && ts.isStringLiteral(specifier) ? [specifier] : []
  })
}

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type InlayHint,
  InlayHintKind,
  type Position,
  type Range,
} from 'vscode-languageserver'
import type { Analysis, Finding } from '../analysis'
import type { Configuration } from '../configuration/configuration'
import { type ActionKind, codeActions } from '../features/codeActions'
import { diagnostics } from '../features/diagnostics'
import type { Editing } from '../features/editing'
import { type HoverContext, hover } from '../features/hover'
import { type HintSettings, inlayHints } from '../features/inlayHints'
import { showings } from '../features/showings'
import { uriOf } from '../files/address'
import { fileGraphs } from '../graphRequest'
import { ruleUrl } from '../rules/ruleUrl'
import type { Span } from '../span'
import { offsetAt, rangeOf, spanOf } from './places'

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

export function hoverAt(analysis: Analysis, position: Position, about: HoverContext): Hover | null {
  const found = hover(analysis, offsetAt(analysis, position), about)
  const range = found && rangeOf(found.span, analysis.sourceFile)
  return found ? { range, contents: { kind: 'markdown', value: found.markdown } } : null
}

export function hintsIn(analysis: Analysis, range: Range, settings: HintSettings): InlayHint[] {
  return inlayHints(analysis, spanOf(analysis, range), settings).map(({ offset, label, tooltip }) => ({
    position: rangeOf({ start: offset, end: offset }, analysis.sourceFile).start,
    label,
    tooltip,
    kind: InlayHintKind.Type,
    paddingLeft: true,
  }))
}

export function actionsIn(
  analysis: Analysis,
  range: Range,
  editing: Editing,
  context: CodeActionContext,
  uri: string,
): CodeAction[] {
  const { only, triggerKind } = context
  // A refactoring is tried out before it is offered: not at every step of the cursor, and fixing all only where it is asked for.
  const wanted = (kind: ActionKind) =>
    only?.some(asked => kind === asked || kind.startsWith(`${asked}.`)) ??
    (kind === 'quickfix' || (kind === 'refactor.rewrite' && triggerKind !== CodeActionTriggerKind.Automatic))
  return codeActions(analysis, spanOf(analysis, range), editing, wanted).map(
    ({ kind, title, edits, finding, isPreferred }) => ({
      title,
      kind,
      ...(finding ? { diagnostics: [diagnosticOf(finding, analysis)], isPreferred: isPreferred ?? false } : {}),
      edit: {
        changes: {
          [uri]: edits.map(({ span, text }) => ({
            range: rangeOf(span, analysis.sourceFile),
            newText: text,
          })),
        },
      },
    }),
  )
}

/** For each finding that the panel can show, the command that does; the editor's part of it is in `client/`. */
export function showingsIn(
  analysis: Analysis,
  range: Range,
  { configuration }: Editing,
  { only }: CodeActionContext,
  uri: string,
): CodeAction[] {
  if (only && !only.includes('quickfix')) return []
  return showings(analysis, spanOf(analysis, range), configuration).map(({ title, finding }) => ({
    ...{ title, kind: 'quickfix', diagnostics: [diagnosticOf(finding, analysis)] },
    command: { title, command: 'convolens.showDefect', arguments: [{ uri, defect: finding.rule, ...finding.shown }] },
  }))
}

export function graphsOf(analysis: Analysis, position: Position | undefined, configuration: Configuration) {
  const { models, at } = fileGraphs(analysis, position && offsetAt(analysis, position))
  const placed = (file: string, span: Span) => ({ uri: uriOf(file), range: rangeOf(span, analysis.files.get(file)!) })
  return {
    models: models.map(({ span, sites, ...model }) => ({
      ...model,
      range: rangeOf(span, analysis.sourceFile),
      sites: sites.map(({ layer, location }) => ({ layer, ...placed(location.file, location) })),
    })),
    at,
    problems: diagnostics(analysis, configuration).map(finding => diagnosticOf(finding, analysis)),
  }
}

export function diagnosticOf(
  { rule, severity, message, span, related }: Finding,
  analysis: Pick<Analysis, 'sourceFile' | 'files'>,
): Diagnostic {
  const place = ({ file, ...place }: NonNullable<typeof related>[number]['location']) => ({
    uri: uriOf(file),
    range: rangeOf(place, analysis.files.get(file) ?? analysis.sourceFile),
  })
  return {
    range: rangeOf(span, analysis.sourceFile),
    severity: severities[severity],
    source: 'convolens',
    code: rule,
    codeDescription: { href: ruleUrl(rule) },
    message,
    relatedInformation: related?.map(({ location, message }) => ({ location: place(location), message })),
  }
}

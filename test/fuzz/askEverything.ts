import type { Range } from 'vscode-languageserver'
import type { Analysis } from '../../server/analysis'
import { recommended } from '../../server/configuration/configuration'
import { ExportError } from '../../server/export/step'
import { targets } from '../../server/export/targets'
import { ACTION_KINDS } from '../../server/features/codeActions'
import { diagnostics } from '../../server/features/diagnostics'
import type { Editing } from '../../server/features/editing'
import { usualHints } from '../../server/features/inlayHints'
import { actionsIn, diagnosticOf, graphsOf, hintsIn, hoverAt } from '../../server/protocol/answers'
import { rangeOf } from '../../server/protocol/places'
import { definitionsAt, foldsOf, lensesOf, outlineOf, summaryOf, symbolsOf } from '../../server/protocol/structure'
import { completionsAt, renamedAt, renameRangeAt, signatureAt } from '../../server/protocol/writing'
import { fileReport } from '../../server/report'
import type { Random } from './random'

/** Every answer that the server has for a document: of places, at three of them. */
export function askEverything(analysis: Analysis, editing: Editing, random: Random): object {
  const { sourceFile, models } = analysis
  const { text } = sourceFile
  const whole: Range = rangeOf({ start: 0, end: text.length }, sourceFile)
  const sites = analysis.sites.map(({ nameSpan }) => nameSpan.start)
  const places = Array.from({ length: 3 }, () =>
    sites.length > 0 && random.chance(0.5) ? random.pick(sites) : random.below(text.length + 1),
  )
  const told = diagnostics(analysis, recommended).map(finding => diagnosticOf(finding, analysis))
  return {
    told,
    hints: hintsIn(analysis, whole, { ...usualHints, parameters: true, receptiveField: true }),
    lenses: lensesOf(analysis, true),
    symbols: symbolsOf(analysis),
    folds: foldsOf(analysis),
    outline: outlineOf(analysis),
    graphs: graphsOf(analysis, undefined, recommended),
    report: fileReport(analysis, analysis.file, diagnostics(analysis, recommended)),
    summaries: models.slice(0, 2).map(({ name }) => summaryOf(analysis, name)),
    exports: models.slice(0, 1).map(({ graph }) => exported(graph, random)),
    // What is tried out is tried out for half a second each time.
    places: places.map((offset, index) => {
      const { start } = rangeOf({ start: offset, end: offset }, sourceFile)
      return {
        hover: hoverAt(analysis, start, { commands: true, editing }),
        definitions: definitionsAt(analysis, offset),
        completions: completionsAt(analysis, start, true),
        signature: signatureAt(analysis, start),
        renameRange: renameRangeAt(analysis, start),
        renamed: renamedAt(analysis, start, 'renamed'),
        actions:
          index === 0 && random.chance(0.5)
            ? actionsIn(
                analysis,
                { start, end: start },
                editing,
                { diagnostics: [], only: [...ACTION_KINDS] },
                analysis.file,
              )
            : [],
      }
    }),
  }
}

function exported(graph: Analysis['models'][number]['graph'], random: Random): string {
  try {
    return random.pick(Object.values(targets)).write(graph)
  } catch (error) {
    if (error instanceof ExportError) return error.message
    throw error
  }
}

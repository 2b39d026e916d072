import type { Analysis } from '../analysis'
import { diagnostics } from '../features/diagnostics'
import { fixAll } from '../features/fixAll'
import { type ProblemReport, problemReport } from '../report'
import type { Workspace } from '../workspace'
import type { Terminal } from './commandLine'
import { sarifResults } from './sarif'
import { absolute, newWorkspace } from './sourceFiles'

/** Which files are to be checked, as the user named them, and how. */
export interface FilesToCheck {
  readonly names: readonly string[]
  readonly format: string
  /** Whether safe fixes are made. */
  readonly fix: boolean
}

/** What is told of one file: plain data, so that it can come from another thread and its analysis be let go. */
export interface CheckedFile {
  readonly name: string
  readonly problems: readonly ProblemReport[]
  /** How many of the problems a safe fix mends. */
  readonly mended: number
  /** The problems as results of a SARIF log, where that is asked for. */
  readonly sarif: readonly object[]
  /** Why the file could not be checked. */
  readonly failure?: string
}

/** What checks one file after the other, and keeps of each no more than it tells. */
export function fileChecker(
  { names, format, fix }: FilesToCheck,
  terminal: Pick<Terminal, 'files' | 'workingFolder' | 'writeFile'>,
): (name: string) => CheckedFile {
  const workspace = newWorkspace(names, terminal)
  return name => {
    const file = absolute(name, terminal)
    try {
      const text = workspace.text(file)
      if (text === undefined) return failed(name, 'it cannot be read')
      const before = workspace.analysisOf(file, text)
      const { analysis, failure } = fix ? fixed(before, text, workspace, terminal) : { analysis: before }
      const findings = diagnostics(analysis, workspace.configurations.of(file))
      const { sourceFile, files } = analysis
      return {
        name,
        problems: findings.map(finding => problemReport(finding, sourceFile)),
        mended: findings.filter(({ fixes }) => fixes.some(({ safe }) => safe)).length,
        sarif: format === 'sarif' ? sarifResults({ name, sourceFile, files, findings }, terminal) : [],
        ...(failure === undefined ? {} : { failure }),
      }
    } catch (error) {
      // A bug of ours in one file costs that file alone.
      return failed(name, (error as Error).stack ?? String(error))
    }
  }
}

/** A file that could not be checked. */
export function failed(name: string, failure: string): CheckedFile {
  return { name, problems: [], mended: 0, sarif: [], failure }
}

/** The file with its safe fixes made, on the disk too. */
function fixed(
  analysis: Analysis,
  before: string,
  workspace: Workspace,
  { writeFile }: Pick<Terminal, 'writeFile'>,
): { analysis: Analysis; failure?: string } {
  const { file } = analysis
  const analyse = (text: string): Analysis => workspace.analysisOf(file, text)
  const { text } = fixAll(analysis, { text: before, configuration: workspace.configurations.of(file), analyse })
  if (text === before) return { analysis }
  try {
    writeFile(file, text)
    return { analysis: analyse(text) }
  } catch (error) {
    return { analysis, failure: `it cannot be written: ${(error as Error).message}` }
  }
}

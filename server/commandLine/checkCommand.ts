import type ts from 'typescript'
import type { Analysis, Finding } from '../analysis'
import { CONFIGURATION_FILE } from '../configuration/configurationFile'
import { diagnostics } from '../features/diagnostics'
import { fixAll } from '../features/fixAll'
import { type Analysed, analyseFiles, shown, sourceFiles } from '../files/sourceFiles'
import { problemReport } from '../report'
import type { Workspace } from '../workspace'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { type Checked, sarif } from './sarif'
import { coloured } from './severityColour'

const FORMATS = ['text', 'json', 'sarif']

/** `convolens check`: tells the findings of files, or makes the safe fixes in them. Returns the exit status. */
export function checkCommand(args: readonly string[], terminal: Terminal): number {
  const known = { '--format': true, '--json': false, '--max-warnings': true, '--fix': false }
  const { paths, options } = readArguments(args, known)
  const format = options.get('--format')?.at(-1) ?? (options.has('--json') ? 'json' : 'text')
  if (!FORMATS.includes(format)) throw new UsageError(`--format is text, json or sarif, not ${format}`)
  const most = readMost(options.get('--max-warnings')?.at(-1))
  if (paths.length === 0) throw new UsageError('name at least one of PATHS; try convolens --help')
  const { workspace, analysed } = analyseFiles(sourceFiles(paths, terminal), terminal)
  const configurations = checkedConfigurations(analysed, workspace, terminal)
  const sources = analysed.map(one => (options.has('--fix') ? fixed(one, workspace, terminal) : one))
  const files = sources.map(({ name, file, analysis }): Checked => {
    const { sourceFile, files } = analysis
    return { name, sourceFile, files, findings: diagnostics(analysis, workspace.configurations.of(file)) }
  })
  const all = [...configurations, ...files]
  if (format === 'sarif') terminal.print(JSON.stringify(sarif(all, terminal), null, 2))
  else if (format === 'json') printJson(all, terminal)
  else printText(all, terminal)
  for (const { name, sourceFile, findings } of configurations) {
    for (const { message, span } of findings) {
      const { line, character } = sourceFile.getLineAndCharacterOfPosition(span.start)
      terminal.printError(`${name}:${line + 1}:${character + 1} ${message}`)
    }
  }
  if (configurations.length > 0) return 2
  const tally = count(all.flatMap(({ findings }) => findings))
  return tally.error > 0 || tally.warning > most ? 1 : 0
}

function readMost(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (!/^\d+$/.test(text)) throw new UsageError(`--max-warnings is a number of at least 0, not ${text}`)
  return Number(text)
}

/** The project files of the checked files in which something is wrong. */
function checkedConfigurations(
  analysed: readonly Analysed[],
  { configurations }: Workspace,
  terminal: Terminal,
): Checked[] {
  const paths = new Set(analysed.flatMap(({ file }) => configurations.fileFor(file) ?? []))
  return [...paths].flatMap(path => {
    const { problems, sourceFile } = configurations.read(path)
    return problems.length > 0 ? [{ name: shown(path, terminal), sourceFile, files: NO_FILES, findings: problems }] : []
  })
}

const NO_FILES: ReadonlyMap<string, ts.SourceFile> = new Map()

/** The file with its safe fixes made, on the disk too. */
function fixed(one: Analysed, workspace: Workspace, terminal: Terminal): Analysed {
  const { file, name, analysis } = one
  const before = workspace.text(file)!
  const analyse = (text: string): Analysis => workspace.analysisOf(file, text)
  const { text } = fixAll(analysis, { text: before, configuration: workspace.configurations.of(file), analyse })
  if (text === before) return one
  try {
    terminal.writeFile(file, text)
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${(error as Error).message}`)
  }
  return { ...one, analysis: analyse(text) }
}

function printJson(checked: readonly Checked[], terminal: Terminal): void {
  const reports = checked.map(({ name, sourceFile, findings }) => ({
    file: name,
    problems: findings.map(finding => problemReport(finding, sourceFile)),
  }))
  terminal.print(JSON.stringify(reports, null, 2))
}

function printText(checked: readonly Checked[], terminal: Terminal): void {
  for (const { name, sourceFile, findings } of checked) {
    // What is wrong in a project's file is told as an error of the command.
    if (name.endsWith(CONFIGURATION_FILE)) continue
    for (const finding of findings) {
      const { severity, message, rule, range } = problemReport(finding, sourceFile)
      const { line, column } = range.start
      terminal.print(`${name}:${line}:${column} ${coloured(severity, terminal)} ${message} (${rule})`)
    }
  }
  const findings = checked.flatMap(({ findings }) => findings).filter(({ rule }) => rule !== 'invalid-configuration')
  if (findings.length > 0) terminal.print(`\n${summary(findings, checked.length)}`)
}

function summary(findings: readonly Finding[], files: number): string {
  const tally = count(findings)
  const parts = Object.entries(tally).flatMap(([severity, number]) => (number > 0 ? [plural(number, severity)] : []))
  const safe = findings.filter(({ fixes }) => fixes.some(fix => fix.safe)).length
  const cure = safe > 0 ? `; --fix mends ${safe}` : ''
  return `${plural(findings.length, 'finding')} in ${plural(files, 'file')}: ${parts.join(', ')}${cure}`
}

function count(findings: readonly Finding[]): Record<Finding['severity'], number> {
  const tally = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const { severity } of findings) tally[severity] += 1
  return tally
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 || word === 'information' ? '' : 's'}`
}

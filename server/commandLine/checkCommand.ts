import { CONFIGURATION_FILE } from '../configuration/configurationFile'
import { problemReport } from '../report'
import { type CheckedFile, type FilesToCheck, fileChecker } from './checkFiles'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { sarifLog, sarifResults } from './sarif'
import { coloured } from './severityColour'
import { absolute, newWorkspace, refuseMissing, shown, sourceFiles } from './sourceFiles'

const FORMATS = ['text', 'json', 'sarif']

/** What `convolens check` is asked for. */
interface CheckRequest extends FilesToCheck {
  /** The number of warnings up to which the command succeeds. */
  readonly mostWarnings: number
  /** How many threads may work; undefined leaves it to the machine. */
  readonly threads: number | undefined
}

/** Reads the arguments of `convolens check`; throws a {@link UsageError} where something is wrong with them. */
export function readCheck(args: readonly string[], terminal: Terminal): CheckRequest {
  const known = { '--format': true, '--json': false, '--max-warnings': true, '--fix': false, '--threads': true }
  const { paths, options } = readArguments(args, known)
  const format = options.get('--format')?.at(-1) ?? (options.has('--json') ? 'json' : 'text')
  if (!FORMATS.includes(format)) throw new UsageError(`--format is text, json or sarif, not ${format}`)
  const mostWarnings = readNumber('--max-warnings', 0, options) ?? Number.POSITIVE_INFINITY
  const threads = readNumber('--threads', 1, options)
  if (paths.length === 0) throw new UsageError('name at least one of PATHS; try convolens --help')
  const names = sourceFiles(paths, terminal)
  refuseMissing(names, terminal)
  return { names, format, mostWarnings, threads, fix: options.has('--fix') }
}

/** `convolens check`: tells the findings of files, or makes the safe fixes in them. Returns the exit status. */
export function checkCommand(args: readonly string[], terminal: Terminal): number {
  const request = readCheck(args, terminal)
  const { names, format, mostWarnings } = request
  const files = terminal.checked ?? names.map(fileChecker(request, terminal))
  const configurations = checkedConfigurations(request, terminal)
  const all = [...configurations, ...files]
  if (format === 'sarif') {
    const results = all.flatMap(({ sarif }) => sarif)
    terminal.print(JSON.stringify(sarifLog(results, terminal), null, 2))
  } else if (format === 'json') printJson(all, terminal)
  else printText(all, terminal)
  for (const { name, problems } of configurations) {
    for (const { message, range } of problems)
      terminal.printError(`${name}:${range.start.line}:${range.start.column} ${message}`)
  }
  const failures = files.filter(({ failure }) => failure !== undefined)
  for (const { name, failure } of failures) terminal.printError(`${name} could not be checked: ${failure}`)
  if (configurations.length + failures.length > 0) return 2
  const tally = count(all)
  return tally.error > 0 || tally.warning > mostWarnings ? 1 : 0
}

function readNumber(
  option: string,
  least: number,
  options: ReadonlyMap<string, readonly string[]>,
): number | undefined {
  const text = options.get(option)?.at(-1)
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text) || Number(text) < least)
    throw new UsageError(`${option} is a number of at least ${least}, not ${text}`)
  return Number(text)
}

/** The project files of the checked files in which something is wrong. */
function checkedConfigurations({ names, format }: CheckRequest, terminal: Terminal): CheckedFile[] {
  const { configurations } = newWorkspace(names, terminal)
  const paths = new Set(names.flatMap(name => configurations.fileFor(absolute(name, terminal)) ?? []))
  return [...paths].flatMap(path => {
    const { problems: findings, sourceFile } = configurations.read(path)
    if (findings.length === 0) return []
    const name = shown(path, terminal)
    const problems = findings.map(finding => problemReport(finding, sourceFile))
    const sarif = format === 'sarif' ? sarifResults({ name, sourceFile, files: new Map(), findings }, terminal) : []
    return [{ name, problems, mended: 0, sarif }]
  })
}

function printJson(checked: readonly CheckedFile[], terminal: Terminal): void {
  const reports = checked.map(({ name, problems }) => ({ file: name, problems }))
  terminal.print(JSON.stringify(reports, null, 2))
}

function printText(checked: readonly CheckedFile[], terminal: Terminal): void {
  // What is wrong in a project's file is told as an error of the command.
  const sources = checked.filter(({ name }) => !name.endsWith(CONFIGURATION_FILE))
  for (const { name, problems } of sources) {
    for (const { severity, message, rule, range } of problems) {
      const { line, column } = range.start
      terminal.print(`${name}:${line}:${column} ${coloured(severity, terminal)} ${message} (${rule})`)
    }
  }
  if (sources.some(({ problems }) => problems.length > 0)) terminal.print(`\n${summary(sources, checked.length)}`)
}

function summary(sources: readonly CheckedFile[], files: number): string {
  const tally = count(sources)
  const findings = Object.values(tally).reduce((sum, number) => sum + number, 0)
  const parts = Object.entries(tally).flatMap(([severity, number]) => (number > 0 ? [plural(number, severity)] : []))
  const mended = sources.reduce((sum, file) => sum + file.mended, 0)
  const cure = mended > 0 ? `; --fix mends ${mended}` : ''
  return `${plural(findings, 'finding')} in ${plural(files, 'file')}: ${parts.join(', ')}${cure}`
}

function count(checked: readonly CheckedFile[]) {
  const tally = { error: 0, warning: 0, information: 0, hint: 0 }
  for (const { severity } of checked.flatMap(({ problems }) => problems)) tally[severity] += 1
  return tally
}

function plural(number: number, word: string): string {
  return `${number} ${word}${number === 1 || word === 'information' ? '' : 's'}`
}

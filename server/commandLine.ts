import { formatCount } from '../builder/format'
import { Model } from '../builder/model'
import type { Analysis } from './analysis'
import { readArguments, UsageError } from './commandArguments'
import { diagnostics } from './features/diagnostics'
import type { FileSystem } from './fileSystem'
import { type FileReport, fileReport, type ProblemReport } from './report'
import { Workspace } from './workspace'
import { zooCommand } from './zooCommand'

/** The machine the command line runs on. */
export interface Terminal {
  readonly files: FileSystem
  /** Absolute, with forward slashes. */
  readonly workingFolder: string
  print(line: string): void
  printError(line: string): void
}

const HELP = `Says what convolutional networks written with convolens do, without running them.

Usage
  convolens summary FILE... [--json]          layers, shapes, receptive fields, parameters and multiply-adds
  convolens check PATHS... [--format FORMAT]  design mistakes; FORMAT is text (the default) or json
  convolens zoo [--json]                      the published networks that come with convolens, and their options
  convolens zoo NAME [--json] [--input H,W,C] [--classes N] [--set OPTION=VALUE]...
                                              the summary of one of them

FILE is a TypeScript or JavaScript file, or a page with inline scripts; a folder among PATHS stands for every such file in it.

Exit status
  0  done, and nothing found that is worth a warning
  1  check: an error or a warning was found; summary: an error was found
  2  wrong arguments, options that do not fit a network, or a file that cannot be read`

const SOURCE = /\.([cm]?[jt]sx?|html?)$/i
const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage'])

/** Runs one command and returns the exit status. */
export function commandLine(args: readonly string[], terminal: Terminal): number {
  try {
    return run(args, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.printError(error.message)
    return 2
  }
}

function run(args: readonly string[], terminal: Terminal): number {
  const [command, ...rest] = args
  if (command === undefined || rest.concat(command).some(argument => argument === '--help' || argument === '-h')) {
    terminal.print(HELP)
    return command === undefined ? 2 : 0
  }
  if (command === 'summary') return summary(rest, terminal)
  if (command === 'check') return check(rest, terminal)
  if (command === 'zoo') return zooCommand(rest, terminal.print)
  throw new UsageError(`there is no command ${command}; try convolens --help`)
}

function summary(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--json': false })
  const reports = analyseAll(expectPaths(paths, 'FILE'), terminal).map(report)
  if (options.has('--json'))
    terminal.print(
      JSON.stringify(
        reports.map(({ json }) => json),
        null,
        2,
      ),
    )
  else for (const { analysis, json } of reports) printSummary(analysis, json, terminal)
  return reports.some(({ json }) => json.problems.some(({ severity }) => severity === 'error')) ? 1 : 0
}

function check(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--format': true })
  const format = options.get('--format')?.at(-1) ?? 'text'
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not ${format}`)
  const files = expectPaths(paths, 'PATHS').flatMap(path => sourcesIn(absolute(path, terminal), terminal))
  const reports = analyseAll(files, terminal).map(report)
  if (format === 'json') {
    terminal.print(
      JSON.stringify(
        reports.map(({ json: { file, problems } }) => ({ file, problems })),
        null,
        2,
      ),
    )
  } else {
    for (const { json } of reports) printProblems(json, terminal)
  }
  const worthIt = ({ severity }: ProblemReport) => severity === 'error' || severity === 'warning'
  return reports.some(({ json }) => json.problems.some(worthIt)) ? 1 : 0
}

interface Analysed {
  readonly name: string
  readonly analysis: Analysis
}

function analyseAll(paths: readonly string[], terminal: Terminal): Analysed[] {
  const { files, workingFolder } = terminal
  const absolutes = paths.map(path => absolute(path, terminal))
  for (const [index, file] of absolutes.entries()) {
    if (files.directoryExists(file)) throw new UsageError(`${paths[index]} is a folder; name the files in it`)
    if (!files.fileExists(file)) throw new UsageError(`there is no file ${paths[index]}`)
    if (files.readFile(file) === undefined) throw new UsageError(`${paths[index]} cannot be read`)
  }
  const folders = new Set([workingFolder, ...absolutes.map(file => projectFolder(file, files))])
  // Nobody waits for a keystroke here: what takes long in an editor may take its time.
  const workspace = new Workspace(files, [...folders], { milliseconds: 10_000, steps: 50_000_000 })
  return absolutes.map((file, index) => ({ name: paths[index], analysis: workspace.analysis(file)! }))
}

function report({ name, analysis }: Analysed): { analysis: Analysis; json: FileReport } {
  return { analysis, json: fileReport(analysis, name, diagnostics(analysis)) }
}

function printSummary({ models, loose }: Analysis, json: FileReport, terminal: Terminal): void {
  terminal.print(json.file)
  for (const { graph } of models) terminal.print(`\n${new Model(graph).summary()}`)
  if (loose.length > 0) terminal.print(`\n${formatCount(loose.length)} layers reach no model`)
  if (models.length + loose.length === 0) terminal.print('no layers')
  if (json.problems.length > 0) terminal.print('')
  printProblems(json, terminal)
  terminal.print('')
}

function printProblems({ file, problems }: FileReport, terminal: Terminal): void {
  for (const { severity, message, rule, range } of problems) {
    terminal.print(`${file}:${range.start.line}:${range.start.column} ${severity} ${message} (${rule})`)
  }
}

function expectPaths(paths: readonly string[], what: string): readonly string[] {
  if (paths.length === 0) throw new UsageError(`name at least one of ${what}; try convolens --help`)
  return paths
}

function sourcesIn(path: string, terminal: Terminal): string[] {
  const { files, workingFolder } = terminal
  const shown = (file: string) => (file.startsWith(`${workingFolder}/`) ? file.slice(workingFolder.length + 1) : file)
  if (!files.directoryExists(path)) return [shown(path)]
  return [...files.list(path)].sort().flatMap(name => {
    const inside = `${path}/${name}`
    if (name.startsWith('.') || SKIPPED.has(name)) return []
    if (files.directoryExists(inside)) return sourcesIn(inside, terminal)
    return SOURCE.test(name) && !/\.d\.[cm]?ts$/.test(name) ? [shown(inside)] : []
  })
}

/** The nearest folder around a file that holds a package.json, else the file's own. */
function projectFolder(file: string, files: FileSystem): string {
  const parts = file.split('/').slice(0, -1)
  for (let length = parts.length; length > 1; length -= 1) {
    const folder = parts.slice(0, length).join('/')
    if (files.fileExists(`${folder}/package.json`)) return folder
  }
  return parts.join('/') || '/'
}

function absolute(path: string, { workingFolder }: Terminal): string {
  const full = /^(\/|[A-Za-z]:)/.test(path) ? path : `${workingFolder}/${path}`
  const parts: string[] = []
  for (const part of full.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts.join('/') || '/'
}

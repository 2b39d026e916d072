import { formatCount } from '../../builder/format'
import { Model } from '../../builder/model'
import { isNear } from '../../builder/node'
import type { Analysis } from '../analysis'
import { diagnostics } from '../features/diagnostics'
import type { FileSystem } from '../files/fileSystem'
import { type FileReport, fileReport } from '../report'
import { checkCommand } from './checkCommand'
import type { CheckedFile } from './checkFiles'
import { readArguments, UsageError } from './commandArguments'
import { diffCommand } from './diffCommand'
import type { EngineAnswer } from './engineJob'
import { exportCommand } from './exportCommand'
import { commandHelp, commands, generalHelp } from './help'
import { importCommand } from './importCommand'
import { coloured } from './severityColour'
import { analyseFiles } from './sourceFiles'
import { visualizeCommand } from './visualizeCommand'
import { zooCommand } from './zooCommand'

/** The machine the command line runs on. */
export interface Terminal {
  readonly files: FileSystem
  /** Absolute, with forward slashes. */
  readonly workingFolder: string
  /** Whether what is printed may be coloured. */
  readonly colours?: boolean
  /** The text of a file in the last commit of its git repository; undefined where it is in none. */
  committedFile(path: string): string | undefined
  /** Has the engine, a program of its own, do a job. */
  engine(job: object): EngineAnswer
  /** Throws where the file cannot be written. */
  writeFile(path: string, text: string): void
  print(line: string): void
  printError(line: string): void
  /** What other threads have found already in the files that `check` is asked about, in their order. */
  readonly checked?: readonly CheckedFile[]
}

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
  if (command === undefined || isHelp(command) || command === 'help') {
    const [about] = rest
    terminal.print(about !== undefined && Object.hasOwn(commands, about) ? commandHelp(about) : generalHelp())
    return command === undefined ? 2 : 0
  }
  if (Object.hasOwn(commands, command) && rest.some(isHelp)) {
    terminal.print(commandHelp(command))
    return 0
  }
  if (command === 'summary') return summary(rest, terminal)
  if (command === 'check') return checkCommand(rest, terminal)
  if (command === 'diff') return diffCommand(rest, terminal)
  if (command === 'export') return exportCommand(rest, terminal)
  if (command === 'import') return importCommand(rest, terminal)
  if (command === 'visualize') return visualizeCommand(rest, terminal)
  if (command === 'zoo') return zooCommand(rest, terminal.print)
  if (command === 'mcp') throw new UsageError('mcp takes no arguments')
  const near = Object.keys(commands).find(name => isNear(name, command))
  throw new UsageError(`there is no command ${command}; ${near ? `did you mean ${near}?` : 'try convolens --help'}`)
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h'
}

function summary(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--json': false })
  if (paths.length === 0) throw new UsageError('name at least one of FILE; try convolens --help')
  const { workspace, analysed } = analyseFiles(paths, terminal)
  const reports = analysed.map(({ name, file, analysis }) => ({
    analysis,
    json: fileReport(analysis, name, diagnostics(analysis, workspace.configurations.of(file))),
  }))
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
    terminal.print(
      `${file}:${range.start.line}:${range.start.column} ${coloured(severity, terminal)} ${message} (${rule})`,
    )
  }
}

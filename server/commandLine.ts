import { formatCount } from '../builder/format'
import { Model } from '../builder/model'
import type { Analysis } from './analysis'
import { checkCommand } from './checkCommand'
import { readArguments, UsageError } from './commandArguments'
import { diffCommand } from './diffCommand'
import { exportCommand } from './exportCommand'
import { diagnostics } from './features/diagnostics'
import type { FileSystem } from './fileSystem'
import { importCommand } from './importCommand'
import { type FileReport, fileReport } from './report'
import { analyseFiles } from './sourceFiles'
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
  /** Throws where the file cannot be written. */
  writeFile(path: string, text: string): void
  print(line: string): void
  printError(line: string): void
}

const HELP = `Says what convolutional networks written with convolens do, without running them.

Usage
  convolens summary FILE... [--json]          layers, shapes, receptive fields, parameters and multiply-adds
  convolens check PATHS... [--format text|json|sarif] [--max-warnings N] [--fix]
                                              design mistakes; --fix makes the safe fixes in the files
  convolens zoo [--json]                      the published networks that come with convolens, and their options
  convolens zoo NAME [--json|--source] [--input H,W,C] [--classes N] [--set OPTION=VALUE]...
                                              the summary of one of them; --source prints a program that makes it instead
  convolens diff MODEL MODEL [--json]         layers added, removed and changed, and the difference in costs
  convolens export MODEL --to keras|pytorch|tfjs [--out FILE]
                                              a program that makes the same network in another library
  convolens import FILE [--out FILE]          the program that makes a saved model: model.json of TensorFlow.js, or config.json
                                              of a .keras archive
  convolens mcp                               a server of the Model Context Protocol on standard input and output, for coding
                                              agents: summary, check, layer_at and diff

MODEL is a FILE that makes one model, 'FILE#NAME' for one of several, FILE@git for the text of the last commit, or zoo:NAME, with
options as in 'zoo:resNet?depth=18&input=64,64,3'.
FILE is a TypeScript or JavaScript file, or a page with inline scripts; among PATHS a folder stands for every such
file in it, and a pattern such as 'src/**/*.ts' for those that it matches. The nearest convolens.config.json above a file says
which rules are told, and the budgets of its models.

Exit status
  0  done, and no error found
  1  an error was found, or check found more warnings than --max-warnings allows
  2  wrong arguments, options that do not fit a network, a file that cannot be read, or a mistake in a convolens.config.json`

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
  if (command === 'check') return checkCommand(rest, terminal)
  if (command === 'diff') return diffCommand(rest, terminal)
  if (command === 'export') return exportCommand(rest, terminal)
  if (command === 'import') return importCommand(rest, terminal)
  if (command === 'zoo') return zooCommand(rest, terminal.print)
  throw new UsageError(`there is no command ${command}; try convolens --help`)
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
    terminal.print(`${file}:${range.start.line}:${range.start.column} ${severity} ${message} (${rule})`)
  }
}

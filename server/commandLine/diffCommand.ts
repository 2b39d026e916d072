import { compareGraphs } from '../compare/compareGraphs'
import { comparisonReport } from '../compare/comparisonReport'
import { comparisonText } from '../compare/comparisonText'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { namedModel } from './namedModels'

/** `convolens diff`: tells in what two networks differ. Returns the exit status: 0, whether they differ or not. */
export function diffCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--json': false })
  if (paths.length !== 2) throw new UsageError(`diff compares two models, not ${paths.length}; try convolens --help`)
  const [before, after] = paths.map(path => namedModel(path, terminal))
  const comparison = { ...compareGraphs(before.graph, after.graph), before: before.title, after: after.title }
  if (options.has('--json')) terminal.print(JSON.stringify(comparisonReport(comparison), null, 2))
  else terminal.print(comparisonText(comparison))
  return 0
}

import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { ExportError } from './export/step'
import { targets } from './export/targets'
import { namedModel } from './namedModels'

/** `convolens export`: writes a network as a program for another library. Returns the exit status. */
export function exportCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--to': true, '--out': true })
  if (paths.length !== 1) throw new UsageError(`export writes one model, not ${paths.length}; try convolens --help`)
  const to = options.get('--to')?.at(-1)
  const words = Object.keys(targets)
  const target = words.find((word): word is keyof typeof targets => word === to)
  if (target === undefined)
    throw new UsageError(`--to is ${words.join(' or ')}${to === undefined ? '' : `, not ${to}`}`)
  const { graph } = namedModel(paths[0], terminal)
  const program = written(() => targets[target].write(graph))
  const out = options.get('--out')?.at(-1)
  if (out === undefined) terminal.print(program.trimEnd())
  else terminal.writeFile(out, program)
  return 0
}

function written(write: () => string): string {
  try {
    return write()
  } catch (error) {
    if (error instanceof ExportError) throw new UsageError(error.message)
    throw error
  }
}

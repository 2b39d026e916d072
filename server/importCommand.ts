import { posix } from 'node:path'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { importModel } from './import/importModel'
import { ImportError } from './import/kerasProgram'
import { absolute } from './sourceFiles'

/** `convolens import`: writes a saved model as a program in the builder's words. Returns the exit status. */
export function importCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--out': true })
  if (paths.length !== 1) throw new UsageError(`import reads one file, not ${paths.length}; try convolens --help`)
  const [path] = paths
  if (/\.(keras|h5|hdf5)$/i.test(path)) {
    throw new UsageError(`${path} is an archive; give the config.json in a .keras file, or save as model.json`)
  }
  const text = terminal.files.readFile(absolute(path, terminal))
  if (text === undefined) throw new UsageError(`there is no file ${path}`)
  const out = options.get('--out')?.at(-1)
  const program = written(path, text, weightsPath(text, path, out, terminal))
  if (out === undefined) terminal.print(program.trimEnd())
  else terminal.writeFile(out, program)
  return 0
}

/** Where the program's file finds the weights; nothing where the file has none. */
function weightsPath(text: string, path: string, out: string | undefined, terminal: Terminal): string | undefined {
  if (!text.includes('"weightsManifest"')) return undefined
  const folder = out === undefined ? terminal.workingFolder : posix.dirname(absolute(out, terminal))
  return posix.relative(folder, absolute(path, terminal))
}

function written(path: string, text: string, weights: string | undefined): string {
  try {
    return importModel(text, weights)
  } catch (error) {
    if (error instanceof ImportError) throw new UsageError(`${path}: ${error.message}`)
    throw error
  }
}

import { posix } from 'node:path'
import { holdsWeights } from '../import/holdsWeights'
import { importModel } from '../import/importModel'
import { ImportError } from '../import/kerasProgram'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { engineResult } from './engineJob'
import { absolute } from './sourceFiles'

/** `convolens import`: writes a saved model as a program in the builder's words. Returns the exit status. */
export function importCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, { '--out': true, '--json': false })
  if (paths.length !== 1)
    throw new UsageError(`import reads one file, not ${paths.length}; try convolens import --help`)
  const [path] = paths
  const out = options.get('--out')?.at(-1)
  const text = description(path, terminal)
  const weights = holdsWeights(path, text) ? weightsPath(path, out, terminal) : undefined
  const program = written(path, text, weights)
  if (out !== undefined) write(out, program, terminal)
  if (options.has('--json')) terminal.print(JSON.stringify({ program, weights: weights ?? null }, null, 2))
  else if (out === undefined) terminal.print(program.trimEnd())
  return 0
}

function write(out: string, program: string, terminal: Terminal): void {
  try {
    terminal.writeFile(out, program)
  } catch (error) {
    throw new UsageError(`${out} cannot be written: ${(error as Error).message}`)
  }
}

/** Keras's or TensorFlow.js's JSON of the network. */
function description(path: string, terminal: Terminal): string {
  const file = absolute(path, terminal)
  if (!terminal.files.fileExists(file)) throw new UsageError(`there is no file ${path}`)
  if (/\.(keras|h5|hdf5)$/i.test(path)) {
    return engineResult<{ text: string }>({ kind: 'savedModel', file }, terminal).text
  }
  if (/\.(pb|pt|pth|ckpt|onnx|tflite|safetensors|npz)$/i.test(path)) {
    throw new UsageError(
      `${path}: networks are read from model.json of TensorFlow.js, and from .keras and .h5 of Keras; this one can be given to a model as its weights, if at all`,
    )
  }
  const text = terminal.files.readFile(file)
  if (text === undefined) throw new UsageError(`${path} cannot be read`)
  return text
}

/** Where the program's file finds the weights. */
function weightsPath(path: string, out: string | undefined, terminal: Terminal): string {
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
